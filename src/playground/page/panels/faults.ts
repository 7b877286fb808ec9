import { html } from 'hono/html'
import { z } from 'zod'
import type { Planned } from '../../planned.ts'
import type { Scene } from '../../tour/scene.ts'
import { deed, press } from './deeds.ts'
import { type Kind, type Service, services } from './fault-table.ts'
import type { Answer, Panel } from './panel.ts'
import type { Signal } from './signal.ts'
import { limitDeeds, showLimits } from './workspace-limits.ts'

type Span = 'next' | 'until'
type On = Readonly<{ id: number; service: Service; kind: Kind; span: Span; planned: Planned }>

const spanWords = { next: 'the next call', until: 'until switched off' } as const

/** The faults that this panel switched on, as long as they are still to come. */
const createSwitches = (scene: Scene) => {
  const all: On[] = []
  const on = () => all.filter((it) => it.planned.left() > 0)
  return {
    on,
    add: (service: Service, kind: Kind, span: Span): void => {
      const planned = kind.add(scene, span === 'next' ? 1 : Number.POSITIVE_INFINITY)
      all.push({ id: all.length + 1, service, kind, span, planned })
    },
    /** Calls one off, or all; says how many that were. */
    off: (id: number | null): number => {
      const those = on().filter((it) => id === null || it.id === id)
      for (const it of those) it.planned.off()
      return those.length
    },
  }
}

const showOn = (on: readonly On[]) =>
  on.length === 0
    ? html`<p class="empty">Everything works as it should.</p>`
    : html`<ul class="switched-on">
          ${on.map(
            (it) => html`<li id="fault-${it.id}">
              <span><strong>${it.service.label}: ${it.kind.label}</strong>, ${spanWords[it.span]}</span>
              <button type="button" data-post="/panel/faults/off/${it.id}">Switch off</button>
            </li>`,
          )}
        </ul>
        <button type="button" data-post="/panel/faults/clear">Switch all off</button>`

const showKind = (service: Service, kind: Kind) => {
  const press = (span: Span, label: string) => {
    const name = `${service.label}: ${kind.label}, ${spanWords[span]}`
    return html`<button type="button" aria-label="${name}" data-post="/panel/faults/on/${service.id}/${kind.id}/${span}">${label}</button>`
  }
  return html`<li>
    <span class="what"><strong>${kind.label}</strong>: ${kind.says}</span>
    <span class="buttons">${press('next', 'Next call')} ${press('until', 'Until off')}</span>
  </li>`
}

const showService = (service: Service) => html`<section>
  <h3>${service.label}</h3>
  <ul class="kinds">
    ${service.kinds.map((kind) => showKind(service, kind))}
  </ul>
</section>`

const wanted = z.object({ service: z.string(), kind: z.string(), span: z.enum(['next', 'until']) })

/** What is made to go wrong outside of Cordon. */
export const createFaultsPanel = (scene: Scene, { changed }: Pick<Signal, 'changed'>): Panel => {
  const switches = createSwitches(scene)
  let last = 0
  // A fault of one call is over when the call has met it.
  scene.desk.onChange(() => {
    const count = switches.on().length
    if (count !== last) changed()
    last = count
  })
  const switchOn = (it: z.infer<typeof wanted>): Answer => {
    const service = services.find((one) => one.id === it.service)
    const kind = service?.kinds.find((one) => one.id === it.kind)
    if (!service || !kind) return { wrong: 'There is no such fault. Choose one of the panel.' }
    switches.add(service, kind, it.span)
    changed()
    return { note: `${service.label}: ${kind.says}, ${spanWords[it.span]}.` }
  }
  const switchOff = (id: number | null): Answer => {
    const count = switches.off(id)
    changed()
    if (count === 0) return { wrong: 'It is off already. Nothing is left to be done.' }
    return { note: count === 1 ? 'It is switched off.' : `${count} faults are switched off.` }
  }
  return {
    id: 'faults',
    label: 'Faults',
    draw: async () => html`<section>
        <h3>Switched on now</h3>
        ${showOn(switches.on())}
      </section>
      ${services.map(showService)} ${showLimits(scene)}`,
    deeds: [
      deed('/faults/on/:service/:kind/:span', wanted, switchOn),
      deed('/faults/off/:id', z.object({ id: z.coerce.number().int() }), ({ id }) => switchOff(id)),
      press('/faults/clear', () => switchOff(null)),
      ...limitDeeds(scene, changed),
    ],
  }
}
