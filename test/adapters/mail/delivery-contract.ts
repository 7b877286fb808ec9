import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { imapAccount } from '../../../src/adapters/mail/imap-account.ts'
import { dividedAt } from '../../../src/adapters/mail/mail-bytes.ts'
import { buildMessage } from '../../../src/adapters/mail/message.ts'
import { submissionHost } from '../../../src/adapters/mail/submission-host.ts'
import { createSubmit } from '../../../src/adapters/mail/submit.ts'
import { createWitness } from '../../../src/adapters/mail/witness.ts'
import { isRefusal } from '../../../src/kernel/refusal.ts'
import { copyFor } from '../../../src/playground/mail/list-server.ts'

/** A submission host and the mailbox behind it, real or not. */
export type MailPeer = Readonly<{
  smtpUrl: string
  imapUrl: string
  sender: string
  witness: string
  /** The mails in the witness's Inbox as they lie there. */
  inbox(): Promise<readonly Buffer[]>
  stop(): Promise<void>
}>

const listId = 'kubeflow-security.lists.example'
const clock = { after: () => () => {}, line: () => 0 }
const going = () => new AbortController().signal

/** A real peer delivers in its own time: looks again until it is so, and fails with what it saw last. */
const eventually = async <T>(look: () => Promise<T>, isSo: (seen: T) => boolean): Promise<T> => {
  for (let times = 0; times < 200; times += 1) {
    const seen = await look()
    if (isSo(seen)) return seen
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`not so: ${JSON.stringify(await look())}`)
}

/** What Cordon relies on in any submission host and any IMAP server; the playground and the real ones pass the same. */
export const deliveryContract = (name: string, start: () => Promise<MailPeer>): void => {
  describe(`mail by way of ${name}`, { timeout: 30_000 }, () => {
    let peer: MailPeer
    beforeAll(async () => {
      peer = await start()
    }, 60_000)
    afterAll(async () => {
      await peer.stop()
    })

    const bytesOf = (id: string): Buffer => {
      const bytes = buildMessage({
        from: { address: peer.sender, name: 'Sécurité' },
        to: { address: peer.witness },
        subject: 'Fixed: the wide ünïcode one',
        text: `From here\n.\n..dots\nwide ${'|cell '.repeat(200)}\n`,
        html: '<p>From here</p>\n',
        messageId: id,
        date: Date.UTC(2023, 0, 18, 16),
      })
      if (isRefusal(bytes)) throw new Error(bytes.rule)
      return bytes
    }
    const submit = (bytes: Buffer, to = peer.witness) => {
      const host = submissionHost(peer.smtpUrl)
      if (isRefusal(host)) throw new Error(host.rule)
      return createSubmit({ host, clock })({ from: peer.sender, to, bytes }, { attempt: 1, signal: going() })
    }
    const looking = () => {
      const account = imapAccount(peer.imapUrl)
      if (isRefusal(account)) throw new Error(account.rule)
      return createWitness({ account, clock })
    }
    const listCopy = (id: string) =>
      copyFor({ address: 'kubeflow-security@lists.example', listId, members: [], posters: [] }, bytesOf(id))

    it('accepts a mail, and its body and our fields arrive as they left', async () => {
      expect(await submit(bytesOf('<plain@cordon.example>'))).toEqual({ done: { accepted: 250 } })
      const [mail] = await eventually(peer.inbox, (mails) => mails.length === 1)
      const sent = dividedAt(bytesOf('<plain@cordon.example>'))
      const got = dividedAt(mail ?? Buffer.alloc(0))
      expect(got.body).toEqual(sent.body)
      expect(got.head.toString()).toContain(sent.head.toString())
    })

    it('refuses an unknown recipient for good, at once', async () => {
      expect(await submit(bytesOf('<x@cordon.example>'), 'nobody@elsewhere.example')).toEqual({
        failed: expect.stringMatching(/^smtp-55\d$/),
        permanent: true,
      })
    })

    it('does not see the plain mail, and sees the list’s copy once it is there', async () => {
      const id = '<seen@cordon.example>'
      expect(await submit(bytesOf(id))).toEqual({ done: { accepted: 250 } })
      await eventually(peer.inbox, (mails) => mails.some((one) => one.includes(id)))
      expect(await looking().seen({ messageId: id, listId }, going())).toBe('not-seen')
      expect(await submit(listCopy(id))).toEqual({ done: { accepted: 250 } })
      const seen = await eventually(
        () => looking().seen({ messageId: id, listId }, going()),
        (found) => found !== 'not-seen',
      )
      expect(seen).toEqual({ seen: { mailbox: 'INBOX', uid: expect.any(Number), at: expect.any(Number) } })
    })

    it('reads each new copy of the list once', async () => {
      const first = await looking().poll({ cursor: {}, listId }, going())
      if ('failed' in first) throw new Error(first.failed)
      expect(await submit(listCopy('<next@cordon.example>'))).toEqual({ done: { accepted: 250 } })
      const next = await eventually(
        () => looking().poll({ cursor: first.cursor, listId }, going()),
        (polled) => 'copies' in polled && polled.copies.length > 0,
      )
      if ('failed' in next) throw new Error(next.failed)
      const inInbox = next.copies.filter((one) => one.mailbox === 'INBOX')
      expect(inInbox.map((one) => one.messageId)).toEqual(['<next@cordon.example>'])
      expect(await looking().poll({ cursor: next.cursor, listId }, going())).toEqual({
        copies: [],
        cursor: next.cursor,
      })
    })

    it('says that the login was refused', async () => {
      const account = imapAccount(peer.imapUrl.replace(/:[^:@/]+@/, ':wrong@'))
      if (isRefusal(account)) throw new Error(account.rule)
      const asked = { messageId: '<seen@cordon.example>', listId }
      expect(await createWitness({ account, clock }).seen(asked, going())).toEqual({ failed: 'login' })
    })
  })
}
