import { html } from 'hono/html'
import { z } from 'zod'
import type { ReadMail } from '../../mail/world.ts'
import { addresses } from '../../team/people.ts'
import type { Scene } from '../../tour/scene.ts'
import { signatureOf } from '../../tour/signature.ts'
import { deed, wordsOf } from './deeds.ts'
import { showInstant } from './instant.ts'
import type { Eyes, Html, Panel } from './panel.ts'
import type { Signal } from './signal.ts'

/** Whose mail is shown, and why it matters. */
const boxes = [
  {
    id: 'witness',
    address: addresses.witness,
    label: 'Witness',
    says: 'Another account, subscribed to the list: a mail that Cordon sent counts as delivered when its copy is seen here.',
    empty: 'No mail yet. An announcement that a second person approves arrives here.',
  },
  {
    id: 'subscriber',
    address: addresses.subscriber,
    label: 'A subscriber',
    says: 'What anyone on the list receives.',
    empty: 'No mail yet.',
  },
  {
    id: 'sender',
    address: addresses.sender,
    label: 'The sender’s mailbox',
    says: 'Bounces, and notices that a mail is held, come back here; the list’s own copies do not.',
    empty: 'No bounce and no notice.',
  },
] as const

/** The header fields that tell what a mail is, in the order in which they are shown. */
const telling = [
  'from',
  'to',
  'subject',
  'date',
  'message-id',
  'list-id',
  'list-unsubscribe',
  'precedence',
  'auto-submitted',
  'dkim-signature',
]

/** Characters of a header field that are shown, such as of a signature. */
const longestHeader = 150

const isSigned = (mail: ReadMail): boolean => mail.headers.some((it) => it.name === 'dkim-signature')

/** The raw source has the whole of it. */
const shortened = (value: string): string =>
  value.length > longestHeader ? `${value.slice(0, longestHeader)}…` : value

const showHeaders = (mail: ReadMail) => {
  const rows = telling.flatMap((name) => mail.headers.filter((it) => it.name === name))
  return html`<dl class="headers">
    ${rows.map((it) => html`<dt>${it.name}</dt><dd>${shortened(it.value)}</dd>`)}
  </dl>`
}

const source = (label: string, text: string) =>
  text === ''
    ? ''
    : html`<details>
        <summary>${label}</summary>
        <pre tabindex="0">${text}</pre>
      </details>`

/** A mail's signature as a verifier sees it. */
type Verdict = (mail: ReadMail) => Promise<string>

const showSignature = async (mail: ReadMail, verdict: Verdict) =>
  isSigned(mail)
    ? html`<p class="signed">DKIM signature: ${await verdict(mail)}</p>`
    : html`<p class="unsigned">No DKIM signature.</p>`

const showMail = async (
  mail: ReadMail,
  { zone }: Eyes,
  { id, verdict }: Readonly<{ id: string; verdict: Verdict }>,
) => html`<details class="mail" id="${id}">
  <summary>
    <span class="subject">${mail.subject || '(no subject)'}</span>
    <span class="from">${mail.from || 'nobody'}</span>
    ${showInstant(mail.at, zone)}
  </summary>
  ${showHeaders(mail)} ${showSignature(mail, verdict)}
  <h4>Text</h4>
  <pre class="body" tabindex="0">${mail.text || '(no text)'}</pre>
  ${source('HTML source', mail.html)} ${source('Raw source', mail.raw.toString('utf8'))}
</details>`

/** Mails that wait for the list's moderator. */
const showHeld = (scene: Scene) => {
  const held = scene.list.held()
  if (held.length === 0) return ''
  return html`<section>
    <h3>Held by the list</h3>
    ${held.map(
      (it) => html`<form class="awaiting" data-post="/panel/mail/moderate">
        <p><code>${it.messageId}</code>: ${it.reason}</p>
        <input type="hidden" name="messageId" value="${it.messageId}" />
        <label>As the moderator
          <select name="verdict"><option value="accept">let it go out</option><option value="discard">throw it away</option></select>
        </label>
        <button type="submit">Decide</button>
      </form>`,
    )}
  </section>`
}

const moderate = (scene: Scene, changed: () => void) =>
  deed(
    '/mail/moderate',
    z.object({ messageId: z.string(), verdict: z.enum(['accept', 'discard']) }),
    async ({ messageId, verdict }) => {
      try {
        await scene.list[verdict](messageId)
      } catch (error) {
        return { wrong: `${wordsOf(error)}: somebody has decided already. Look at the list again.` }
      }
      changed()
      return { note: verdict === 'accept' ? 'The list lets it go out.' : 'The list threw it away.' }
    },
  )

/** What people and lists receive, as mail programs show it and as it came. */
export const createMailPanel = (scene: Scene, { changed }: Pick<Signal, 'changed'>): Panel => {
  const verdicts = new WeakMap<Buffer, Promise<string>>()
  const verdict: Verdict = (mail) => {
    const known = verdicts.get(mail.raw) ?? signatureOf(scene, mail)
    verdicts.set(mail.raw, known)
    return known
  }
  scene.mail.onRequest(({ phase }) => {
    if (phase === 'after') changed()
  })

  const showBox = async (box: (typeof boxes)[number], eyes: Eyes): Promise<Html> => {
    const mails = (await scene.mail.mailbox(box.address).messages()).toReversed()
    return html`<section>
      <h3>${box.label} <span class="address">${box.address}</span></h3>
      <p class="says">${box.says}</p>
      ${mails.length === 0 ? html`<p class="empty">${box.empty}</p>` : mails.map((it) => showMail(it, eyes, { id: `mail-${box.id}-${it.uid}`, verdict }))}
    </section>`
  }
  return {
    id: 'mail',
    label: 'Mail',
    draw: async (eyes) => html`${showHeld(scene)} ${boxes.map((box) => showBox(box, eyes))}`,
    deeds: [moderate(scene, changed)],
  }
}
