import { html } from 'hono/html'
import { showInstant } from './instant.ts'
import type { Act } from './operator.ts'
import type { Eyes } from './panel.ts'
import type { Chain, Records } from './records.ts'

/** How many settled acts and entries of a chain are shown, the last ones. */
const mostSettled = 10
const mostEntries = 100

/** Names of people by their ids. */
export type Names = ReadonlyMap<string, string>

const settled = ['done', 'superseded', 'dropped', 'expired']
const ms = (at: string): number => Temporal.Instant.from(at).epochMilliseconds

const remedy = (act: Act, name: string, label: string) =>
  html`<button type="button" data-post="/panel/cordon/acts/${act.id}/${name}">${label}</button>`

const showRemedies = (act: Act) => {
  if (settled.includes(act.state) || act.state === 'performing') return ''
  return html`<div class="buttons">
    ${remedy(act, 'retry', 'Retry')} ${act.state === 'held' ? remedy(act, 'let-go', 'Let go') : ''}
    <form data-post="/panel/cordon/acts/${act.id}/drop">
      <label><input type="checkbox" name="sure" value="yes" required /> for good</label>
      <button type="submit" class="danger">Drop</button>
    </form>
  </div>`
}

const showAct = (act: Act, { zone }: Eyes) => {
  const tries = act.attempts === 1 ? '1 attempt' : `${act.attempts} attempts`
  return html`<li class="record" id="act-${act.id}">
    <p><code>${act.kind}</code> <span class="state ${act.state}">${act.state}</span>${act.reason === null ? '' : html` <span class="reason">${act.reason}</span>`}</p>
    <p class="key"><code>${act.key}</code></p>
    <p class="says">${tries}, planned for ${showInstant(ms(act.planned), zone)}</p>
    ${showRemedies(act)}
  </li>`
}

const showList = (heading: string, acts: readonly Act[], eyes: Eyes) =>
  html`<h4>${heading}</h4>
    <ul class="records">
      ${acts.map((it) => showAct(it, eyes))}
    </ul>`

/** The acts that are still to settle, and those that did so last. */
export const showActs = ({ acts }: Records, eyes: Eyes) => {
  const open = acts.filter((it) => !settled.includes(it.state))
  const last = acts.filter((it) => settled.includes(it.state)).slice(-mostSettled)
  return html`<section>
    <h3>Acts</h3>
    ${open.length === 0 ? html`<p class="empty">Nothing waits, nothing is held or dead.</p>` : showList('To be done', open, eyes)}
    ${last.length === 0 ? '' : showList(`The last ${last.length} that settled, newest first`, last.toReversed(), eyes)}
  </section>`
}

const showEntry = (it: Chain['entries'][number], { zone }: Eyes, names: Names) => html`<li class="record">
  <p>${it.seq}. <code>${it.what}</code> <span class="says">by ${names.get(it.by) ?? it.by}, ${showInstant(ms(it.at), zone)}</span></p>
  <p class="key"><code>${it.body}</code></p>
</li>`

const showChain = (
  { head, entries }: Chain,
  eyes: Eyes,
  names: Names,
) => html`<details class="chain" id="chain-${head.chain}">
  <summary><code>${head.chain}</code>: ${entries.length === 1 ? '1 entry' : `${entries.length} entries`}</summary>
  <p class="says">Its end, for whoever wants to prove later that nothing was cut:</p>
  <p class="key"><code>${head.head}</code></p>
  <ul class="records">
    ${entries
      .slice(-mostEntries)
      .toReversed()
      .map((it) => showEntry(it, eyes, names))}
  </ul>
</details>`

/** Every chain with its newest entries, and what the last check of them said. */
export const showLedger = (
  { chains }: Records,
  eyes: Eyes,
  it: Readonly<{ names: Names; verified: string | null }>,
) => html`<section>
  <h3>Ledger</h3>
  ${chains.length === 0 ? html`<p class="empty">Nothing is on record yet.</p>` : chains.map((one) => showChain(one, eyes, it.names))}
  <p class="verified">${it.verified ?? ''}</p>
  <button type="button" data-post="/panel/cordon/verify">Verify every chain</button>
</section>`
