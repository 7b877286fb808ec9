import { html } from 'hono/html'
import { z } from 'zod'
import type { Scene } from '../../tour/scene.ts'
import { deed, press } from './deeds.ts'
import type { Deed, Html } from './panel.ts'

/** Scopes that a workspace may withhold, and what Cordon then goes without. */
const scopes = [
  { name: 'files:write', says: 'files: closing a room puts its record there' },
  { name: 'files:read', says: 'files: the record is read back' },
  { name: 'im:history', says: 'answers to its direct messages' },
  { name: 'channels:read', says: 'public channels' },
  { name: 'channels:history', says: 'what is said in public channels' },
  { name: 'users:read.email', says: 'e-mail domains of people' },
  { name: 'pins:write', says: 'pinning the overview of a room' },
] as const

/** What a workspace's settings may forbid to apps, by the method that is refused. */
const forbidden = [
  { name: 'conversations.invite', says: 'inviting people' },
  { name: 'conversations.kick', says: 'removing people' },
  { name: 'conversations.archive', says: 'archiving channels' },
  { name: 'conversations.create', says: 'making channels' },
] as const

const scope = z.enum(scopes.map((it) => it.name))
const method = z.enum(forbidden.map((it) => it.name))

const toggle = (path: string, it: Readonly<{ on: boolean; name: string; says: string }>) =>
  html`<li>
    <button type="button" aria-pressed="${it.on ? 'true' : 'false'}" data-post="/panel/faults/${path}">${it.name}</button>
    <span class="says">${it.says}</span>
  </li>`

/** What the workspace grants and forbids, as switches. */
export const showLimits = async ({ slack }: Pick<Scene, 'slack'>): Promise<Html> => {
  const [granted, restricted] = [slack.scopes(), slack.restricted()]
  return html`<section>
      <h3>Scopes granted</h3>
      <p class="says">Cordon asks for them at each beat, and goes without what is missing.</p>
      <ul class="switches">
        ${scopes.map((it) => toggle(`scope/${it.name}`, { ...it, on: granted.includes(it.name) }))}
      </ul>
    </section>
    <section>
      <h3>Forbidden to apps (<code>restricted_action</code>)</h3>
      <ul class="switches">
        ${forbidden.map((it) => toggle(`restrict/${it.name}`, { ...it, on: restricted.includes(it.name) }))}
      </ul>
    </section>
    <section>
      <h3>Socket Mode</h3>
      <div class="buttons">
        <button type="button" data-post="/panel/faults/cut-sockets">Cut the connections</button>
      </div>
    </section>`
}

/** The switches of a workspace. */
export const limitDeeds = ({ slack }: Pick<Scene, 'slack'>, changed: () => void): readonly Deed[] => [
  deed('/faults/scope/:scope', z.object({ scope }), (given) => {
    const had = slack.scopes()
    const withheld = had.includes(given.scope)
    slack.setScopes(withheld ? had.filter((it) => it !== given.scope) : [...had, given.scope])
    changed()
    const said = withheld ? 'is no longer granted' : 'is granted'
    return { note: `${given.scope} ${said}. Cordon sees that at its next beat.` }
  }),
  deed('/faults/restrict/:method', z.object({ method }), (given) => {
    const restricted = slack.restricted().includes(given.method)
    slack.restrict(given.method, !restricted)
    changed()
    return { note: `${given.method} is ${restricted ? 'allowed to apps again' : 'forbidden to apps'}.` }
  }),
  press('/faults/cut-sockets', () => {
    slack.sockets.cut()
    return { note: 'The connections are cut. Cordon makes new ones by itself.' }
  }),
]
