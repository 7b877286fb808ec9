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

const showAct = (act: Act, { zone }: Eyes) => html`<tr id="act-${act.id}">
  <td><code>${act.kind}</code></td>
  <td class="key"><code>${act.key}</code></td>
  <td class="state ${settled.includes(act.state) ? '' : act.state}">${act.state}</td>
  <td>${act.attempts}</td>
  <td>${act.reason ?? ''}</td>
  <td>${showInstant(ms(act.planned), zone)}</td>
  <td>${showRemedies(act)}</td>
</tr>`

const table = (caption: string, heads: readonly string[], body: unknown) => html`<div class="scrolled" tabindex="0">
  <table>
    <caption>${caption}</caption>
    <thead><tr>${heads.map((it) => html`<th scope="col">${it}</th>`)}</tr></thead>
    <tbody>${body}</tbody>
  </table>
</div>`

const actHeads = ['Kind', 'Key', 'State', 'Attempts', 'Reason', 'Planned', 'Remedies']

/** The acts that are still to settle, and those that did so last. */
export const showActs = ({ acts }: Records, eyes: Eyes) => {
  const open = acts.filter((it) => !settled.includes(it.state))
  const last = acts.filter((it) => settled.includes(it.state)).slice(-mostSettled)
  return html`<section>
    <h3>Acts</h3>
    ${
      open.length === 0
        ? html`<p class="empty">Nothing waits, nothing is held or dead.</p>`
        : table(
            'To be done',
            actHeads,
            open.map((it) => showAct(it, eyes)),
          )
    }
    ${
      last.length === 0
        ? ''
        : table(
            `The last ${last.length} that settled, newest first`,
            actHeads,
            last.toReversed().map((it) => showAct(it, eyes)),
          )
    }
  </section>`
}

const showChain = (
  { head, entries }: Chain,
  { zone }: Eyes,
  names: Names,
) => html`<details class="chain" id="chain-${head.chain}">
  <summary><code>${head.chain}</code>: ${entries.length} entries</summary>
  <p class="says">Its end, for whoever wants to prove later that nothing was cut: <code class="head">${head.head}</code></p>
  ${table(
    `The chain ${head.chain}, newest first`,
    ['No.', 'When', 'What', 'By', 'References'],
    entries
      .slice(-mostEntries)
      .toReversed()
      .map(
        (it) => html`<tr>
          <td>${it.seq}</td>
          <td>${showInstant(ms(it.at), zone)}</td>
          <td><code>${it.what}</code></td>
          <td>${names.get(it.by) ?? it.by}</td>
          <td class="key"><code>${it.body}</code></td>
        </tr>`,
      ),
  )}
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
