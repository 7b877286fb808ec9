import { html } from 'hono/html'
import { z } from 'zod'
import type { Scene } from '../../tour/scene.ts'
import { deed, press, wordsOf } from './deeds.ts'
import { plainInstant } from './instant.ts'
import type { Operate } from './operator.ts'
import type { Answer, Deed, Eyes, Panel } from './panel.ts'
import type { Records, RecordsRead } from './records.ts'
import { type Names, showActs, showLedger } from './show-records.ts'
import type { Signal } from './signal.ts'

const lastLines = 15

const unconnected =
  'Cordon runs, but Slack has no connection to it yet. Switch off what is on in the panel Faults: it connects by itself.'

type Given = Readonly<{ changed: Signal['changed']; operate: Operate; records: RecordsRead }>

/** Cordon's process: one thing is done to it at a time. */
const createLife = (scene: Scene, changed: () => void) => {
  const { desk } = scene
  let doing: string | null = null
  const once = async (what: string, run: () => Promise<Answer>): Promise<Answer> => {
    if (doing !== null) return { wrong: `Cordon ${doing} right now. Wait until that is done.` }
    doing = what
    changed()
    try {
      return await run()
    } catch (error) {
      return { wrong: `${wordsOf(error)}. The last lines of its log, in this panel, may say why; then try again.` }
    } finally {
      doing = null
      changed()
    }
  }
  const running = (run: () => Promise<Answer>) => async (): Promise<Answer> =>
    desk.running() ? run() : { wrong: 'Cordon does not run. Start it first.' }
  return {
    doing: () => doing,
    start: async (): Promise<Answer> => {
      if (desk.running()) return { wrong: 'Cordon runs already. Stop it or kill it first.' }
      return once('starts', async () => {
        try {
          await scene.startCordon()
          return { note: 'Cordon runs and is connected to Slack.' }
        } catch (error) {
          if (desk.running()) return { wrong: unconnected }
          throw error
        }
      })
    },
    kill: running(() =>
      once('is being killed', async () => {
        await desk.kill()
        return { note: 'Cordon is dead, as after a power cut. Start it: what it had on record goes on.' }
      }),
    ),
    stop: running(() =>
      once('stops', async () =>
        (await desk.stop())
          ? { note: 'Cordon stopped in good order.' }
          : { wrong: 'Cordon did not end by itself and was killed. Its log may say why; it can be started again.' },
      ),
    ),
  }
}

/** The remedies of an act, by the operator's own command. */
const remedyDeeds = ({ operate, records }: Given): readonly Deed[] => {
  const run = async (remedy: string, id: string, note: string): Promise<Answer> => {
    const ran = await operate('acts', remedy, id)
    await records.anew()
    return 'wrong' in ran ? { wrong: ran.wrong } : { note }
  }
  const id = z.string().regex(/^\w[\w-]*$/)
  // A box that is ticked comes as a list of what stands in it.
  const sure = z.object({ id, sure: z.union([z.literal('yes'), z.tuple([z.literal('yes')])]) })
  const unsure = 'To give an act up cannot be undone. Tick “for good” first.'
  return [
    deed('/cordon/acts/:id/retry', z.object({ id }), (it) => run('retry', it.id, 'It is tried again.')),
    deed('/cordon/acts/:id/let-go', z.object({ id }), (it) => run('let-go', it.id, 'It may go, on your word.')),
    deed('/cordon/acts/:id/drop', sure, (it) => run('drop', it.id, 'It is given up for good.'), unsure),
  ]
}

const showState = (scene: Scene, doing: string | null) => {
  const runs = scene.desk.running()
  const button = (path: string, label: string, can: boolean, look = '') =>
    html`<button type="button" class="${look}" data-post="/panel/cordon/${path}" ${can && doing === null ? '' : 'disabled'}>${label}</button>`
  return html`<section>
    <p class="state-of-cordon ${runs ? 'runs' : 'rests'}" role="status">
      ${doing === null ? (runs ? 'Cordon runs.' : 'Cordon does not run.') : `Cordon ${doing} …`}
    </p>
    <div class="buttons">
      ${button('kill', 'Kill it dead', runs, 'danger')} ${button('start', 'Start', !runs)} ${button('stop', 'Stop in good order', runs)}
    </div>
  </section>`
}

const showLog = (scene: Scene) => {
  const text = scene.desk.log().trim()
  if (text === '') return ''
  return html`<details class="log" id="cordon-log">
    <summary>The last lines of its log</summary>
    <pre tabindex="0">${text.split('\n').slice(-lastLines).join('\n')}</pre>
  </details>`
}

/** For a shell: quotes hold everything but a quote. */
const quoted = (value: string): string => `'${value.replaceAll("'", `'\\''`)}'`

/** What another Cordon is given to live here, in place of this one; its team and its data are its own. */
const showConnecting = (scene: Scene) => {
  const { DATA_DIR: _data, PORT: _port, CORDON_CONFIG: _team, ...given } = scene.env
  const people = [...namesOf(scene)].map(([id, name]) => `# ${name}: ${id}`)
  const places = scene.mara
    .channels()
    .filter((it) => !it.private)
    .map(({ id, name }) => `# #${name}: ${id}`)
  const lines = Object.entries(given).map(([name, value]) => `export ${name}=${quoted(value)}`)
  return html`<details class="connecting" id="cordon-connecting">
    <summary>Connect a Cordon of your own</summary>
    <p>Stop this one, paste this into a shell, and run <code>npm run cordon -- init</code>, <code>npm run cordon -- doctor</code>
      and <code>npm start</code> there, as in a real workspace. All of it is made up and lives as long as this page.</p>
    <pre tabindex="0">${[...people, ...places, ...lines].join('\n')}</pre>
  </details>`
}

const namesOf = (scene: Scene): Names => {
  const { mara, teo, nila, otis, gwen } = scene
  return new Map([mara, teo, nila, otis, gwen].map((it) => [it.id, it.name]))
}

/** Cordon itself, as its operator sees it. */
export const createCordonPanel = (scene: Scene, given: Given): Panel => {
  const { changed, operate, records } = given
  const life = createLife(scene, changed)
  const names = namesOf(scene)
  let verified: string | null = null
  const verify = async (): Promise<Answer> => {
    const ran = await operate('ledger', 'verify')
    const said = 'wrong' in ran ? ran.wrong : ran.said
    verified = `${plainInstant(scene.desk.now(), 'UTC')} UTC: ${said}`
    changed()
    return 'wrong' in ran ? { wrong: `The check failed: ${said}` } : { note: `${said}.` }
  }
  const showKnown = (known: Records | null, eyes: Eyes) => {
    if (known === null) return html`<p class="empty">Its acts and its ledger are being read …</p>`
    return html`${known.wrong === null ? '' : html`<p class="wrong">Its record could not be read: ${known.wrong}</p>`}
      ${showActs(known, eyes)} ${showLedger(known, eyes, { names, verified })}`
  }
  return {
    id: 'cordon',
    label: 'Cordon',
    draw: async (eyes) => {
      const known = await records.known()
      return html`${showState(scene, life.doing())} ${showKnown(known, eyes)} ${showLog(scene)}
        ${showConnecting(scene)}`
    },
    deeds: [
      press('/cordon/start', life.start),
      press('/cordon/kill', life.kill),
      press('/cordon/stop', life.stop),
      press('/cordon/verify', verify),
      ...remedyDeeds(given),
    ],
  }
}
