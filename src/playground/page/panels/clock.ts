import { html } from 'hono/html'
import { z } from 'zod'
import type { Scene } from '../../tour/scene.ts'
import { deed, press, wordsOf } from './deeds.ts'
import { plainInstant, showInstant } from './instant.ts'
import type { Answer, Eyes, Panel } from './panel.ts'
import { type Disclosure, disclosures, type RecordsRead } from './records.ts'
import type { Signal } from './signal.ts'

const hour = 3_600_000
const day = 24 * hour
/** Line milliseconds that a drawing waits for Cordon to say what is due next. */
const patience = 300

const utc = (at: number): string => `${plainInstant(at, 'UTC')} UTC`

const asleep = 'Cordon does not run, so its clock cannot be moved. Start it in the panel Cordon.'

/** Moves the clock on, one move at a time and never back, and says what came of it. */
const createMoves = ({ desk }: Pick<Scene, 'desk'>) => {
  const go = async (to: number): Promise<Answer> => {
    try {
      await desk.move(to)
      return { note: `It is now ${utc(desk.now())}.` }
    } catch (error) {
      return {
        wrong: `The clock stopped at ${utc(desk.now())}: ${wordsOf(error)}. See the panel Cordon, and move it again.`,
      }
    }
  }
  const moveTo = async (to: number): Promise<Answer> => {
    const under = desk.moving()
    if (under !== null) return { wrong: `The clock is on its way to ${utc(under)}. Wait until it is there.` }
    if (!desk.running()) return { wrong: asleep }
    if (to <= desk.now()) return { wrong: `${utc(to)} has passed, and the clock never goes back. Choose a later time.` }
    return go(to)
  }
  return {
    to: moveTo,
    by: (span: number) => moveTo(desk.now() + span),
    toNext: async (): Promise<Answer> => {
      if (!desk.running() || desk.moving() !== null) return moveTo(desk.now())
      try {
        const due = await desk.next()
        if (due === null) return { wrong: 'Nothing is due. Open an incident, or move on by an hour or a day.' }
        return await moveTo(Math.max(due, desk.now() + 1))
      } catch (error) {
        return { wrong: `Cordon did not say what is due: ${wordsOf(error)}. Try it once more.` }
      }
    },
  }
}

/** What Cordon says is due next, known without waiting for a Cordon that is busy. */
const createDue = ({ desk, after }: Pick<Scene, 'desk' | 'after'>, changed: () => void) => {
  let known: number | null = null
  let asking: Promise<void> | null = null
  const ask = async (): Promise<void> => {
    const due = await desk.next().catch(() => null)
    asking = null
    if (due !== known) changed()
    known = due
  }
  return async (): Promise<number | null> => {
    if (!desk.running() || desk.moving() !== null) return known
    asking ??= ask()
    await Promise.race([asking, new Promise<void>((resolve) => after(patience, resolve))])
    return known
  }
}

const button = (path: string, label: unknown, can: boolean) =>
  html`<button type="button" data-post="/panel/clock/${path}" ${can ? '' : 'disabled'}>${label}</button>`

const showDate = (it: Disclosure, { zone }: Eyes, at: Readonly<{ now: number; can: boolean }>) => {
  const which = `${it.agreed ? 'agreed' : 'proposed'} disclosure date of ${it.incident}`
  return it.date > at.now
    ? button(`date/${it.incident}`, html`To the ${which}: ${showInstant(it.date, zone)}`, at.can)
    : html`<p class="says">The ${which}, ${showInstant(it.date, zone)}, has passed.</p>`
}

/** Desk time, which only goes on. */
export const createClockPanel = (
  scene: Scene,
  { changed, records }: Readonly<{ changed: Signal['changed']; records: RecordsRead }>,
): Panel => {
  const { desk } = scene
  const moves = createMoves(scene)
  const due = createDue(scene, changed)
  const dates = async () => {
    const known = await records.known()
    return known === null ? [] : disclosures(known)
  }

  const draw = async (eyes: Eyes) => {
    const [next, known] = await Promise.all([due(), dates()])
    const [now, under] = [desk.now(), desk.moving()]
    const can = desk.running() && under === null
    return html`<p class="now">${showInstant(now, eyes.zone)} <span class="zone">${eyes.zone}</span></p>
      <p class="utc">${utc(now)}</p>
      ${under === null ? '' : html`<p class="under-way" role="status">On its way to ${showInstant(under, eyes.zone)} …</p>`}
      ${desk.running() ? '' : html`<p class="wrong">${asleep}</p>`}
      <div class="buttons">
        ${button('hour', 'An hour on', can)} ${button('day', 'A day on', can)}
        ${
          next === null
            ? html`<p class="says">Nothing is due that Cordon knows of.</p>`
            : button('next', html`To the next thing due: ${showInstant(Math.max(next, now), eyes.zone)}`, can)
        }
        ${known.map((it) => showDate(it, eyes, { now, can }))}
      </div>
      <p class="says">The clock goes from one due thing to the next, so that none is passed over. It never goes back.</p>`
  }
  const toDate = async (incident: string): Promise<Answer> => {
    const found = disclosures(await records.anew()).find((it) => it.incident === incident)
    return found
      ? moves.to(found.date)
      : { wrong: `${incident} has no disclosure date to come. Propose one when you open an incident.` }
  }
  return {
    id: 'clock',
    label: 'Clock',
    draw,
    deeds: [
      press('/clock/hour', () => moves.by(hour)),
      press('/clock/day', () => moves.by(day)),
      press('/clock/next', moves.toNext),
      deed('/clock/date/:incident', z.object({ incident: z.string() }), ({ incident }) => toDate(incident)),
    ],
  }
}
