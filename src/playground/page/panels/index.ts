import type { Hono } from 'hono'
import { html } from 'hono/html'
import type { Scene } from '../../tour/scene.ts'
import { createClockPanel } from './clock.ts'
import { createCordonPanel } from './cordon.ts'
import { createRoutes } from './deeds.ts'
import { createDrivePanel } from './drive.ts'
import { createFaultsPanel } from './faults.ts'
import { createMailPanel } from './mail.ts'
import { createOperate } from './operator.ts'
import type { Eyes, Html } from './panel.ts'
import { createRecords } from './records.ts'
import { createSignal } from './signal.ts'

/** What stands beside the workspace: mail, Drive, the clock, faults, Cordon itself. */
export type Panels = Readonly<{
  tabs: readonly Readonly<{ id: string; label: string }>[]
  /** One panel as it is now. Refuses (throws) an id that is none of the tabs. */
  draw(id: string, eyes: Eyes): Promise<Html>
  /** What buttons and forms with `data-post` call, to be mounted at `/panel`: JSON in, `{ note }` or 400 `{ wrong }` out. */
  routes: Hono
  /** Calls `call` soon after something is to be drawn anew. */
  onChange(call: () => void): () => void
}>

const minute = 60_000

/** Calls `changed` when what is shown of the desk differs: a minute went by, Cordon started or ended, a move began. */
const watchDesk = ({ desk }: Pick<Scene, 'desk'>, changed: () => void): void => {
  let last = ''
  desk.onChange(() => {
    const shown = JSON.stringify([Math.floor(desk.now() / minute), desk.running(), desk.moving()])
    if (shown !== last) changed()
    last = shown
  })
}

/** Calls `changed` after every change of Slack, but for Cordon's asking at each beat who it is. */
const watchSlack = ({ slack }: Pick<Scene, 'slack'>, changed: () => void): void => {
  let seen = 0
  slack.onChange(() => {
    const calls = slack.calls().slice(seen)
    seen += calls.length
    if (calls.length === 0 || calls.some((it) => it.method !== 'auth.test')) changed()
  })
}

/** The panels of a scene, drawn on the server. */
export const createPanels = (scene: Scene): Panels => {
  const { changed, onChange } = createSignal(scene.after)
  watchDesk(scene, changed)
  watchSlack(scene, changed)
  const operate = createOperate(scene)
  const records = createRecords(scene, { operate, changed })
  const panels = [
    createMailPanel(scene, { changed }),
    createDrivePanel(scene, { changed }),
    createClockPanel(scene, { changed, records }),
    createFaultsPanel(scene, { changed }),
    createCordonPanel(scene, { changed, operate, records }),
  ]
  return {
    tabs: panels.map(({ id, label }) => ({ id, label })),
    draw: async (id, eyes) => {
      const panel = panels.find((it) => it.id === id)
      if (!panel) throw new Error(`there is no panel ${id}`)
      return html`<div class="panel panel-${id}">${panel.draw(eyes)}</div>`
    },
    routes: createRoutes(panels.flatMap((it) => it.deeds)),
    onChange,
  }
}
