import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHoldNotices, isNoticeFor } from '../../../src/adapters/mail/hold-notice.ts'
import { imapAccount } from '../../../src/adapters/mail/imap-account.ts'
import { buildMessage } from '../../../src/adapters/mail/message.ts'
import { submissionHost } from '../../../src/adapters/mail/submission-host.ts'
import { createSubmit } from '../../../src/adapters/mail/submit.ts'
import { isRefusal } from '../../../src/kernel/refusal.ts'
import type { MailWorld } from '../../../src/playground/mail/world.ts'
import {
  listAddress,
  listId,
  mail,
  sender,
  startWorld,
  wednesday,
  witness,
} from '../../playground/mail/world-for-tests.ts'

let world: MailWorld

beforeEach(async () => {
  world = await startWorld()
})
afterEach(async () => {
  await world.stop()
})

const subject = 'CVE-2023-0001: Grüße an alle, die etwas länger lesen und darum umbrechen'
const posted = { listAddress, subject, sentAt: wednesday }
const going = () => new AbortController().signal
const clock = { after: () => () => {}, line: () => 0 }

const post = async (): Promise<void> => {
  const words = { subject, text: 'a\n', html: 'a\n', messageId: '<a@x.example>', date: wednesday }
  const bytes = buildMessage({ ...words, from: { address: sender }, to: { address: listAddress } })
  const host = submissionHost(world.smtpUrl(sender))
  if (isRefusal(bytes) || isRefusal(host)) throw new Error('the mail cannot be sent')
  const outcome = await createSubmit({ host, clock })(
    { from: sender, to: listAddress, bytes },
    { attempt: 1, signal: going() },
  )
  expect(outcome).toEqual({ done: { accepted: 250 } })
}
const notices = () => {
  const account = imapAccount(world.imapUrl(sender))
  if (isRefusal(account)) throw new Error(account.rule)
  return createHoldNotices({ account, clock })
}

describe('hold notices', () => {
  it('finds the list’s notice about our mail in the sender’s mailbox, and only that one', async () => {
    world.addList({ address: listAddress, listId, members: [witness], posters: [] })
    expect(await notices().heldFor(posted, going())).toBe('no-notice')
    await post()
    expect(await notices().heldFor(posted, going())).toEqual({ held: { mailbox: 'INBOX', uid: 1, at: wednesday } })
    expect(await notices().heldFor({ ...posted, subject: 'Another mail' }, going())).toBe('no-notice')
    expect(await notices().heldFor({ ...posted, listAddress: 'other@lists.example' }, going())).toBe('no-notice')
    const later = { ...posted, sentAt: wednesday + 3_600_000 }
    expect(await notices().heldFor(later, going())).toBe('no-notice')
  })

  it('finds none when the list gives the mail out', async () => {
    world.addList({ address: listAddress, listId, members: [witness], posters: [sender] })
    await post()
    expect(await notices().heldFor(posted, going())).toBe('no-notice')
  })

  it('says when it could not look', async () => {
    world.faults.add({ step: 'imap-login', trouble: 'cut' })
    expect(await notices().heldFor(posted, going())).toEqual({ failed: 'connection' })
  })

  it('knows a notice by who sent it and by the subject it quotes, over line breaks, in Mailman 2 and 3', async () => {
    const notice = (
      from: string,
      text: string,
      title = 'Your message to Kubeflow-Security awaits moderator approval',
    ) => Buffer.from(`From: ${from}\r\nSubject: ${title}\r\n\r\n${text}\r\n`)
    const asked = { listAddress, subject: 'A long subject' }
    const quoted =
      "Your mail to 'Kubeflow-Security' with the subject\r\n\r\n    A long\r\n    subject\r\n\r\nIs being held"
    const bounces = 'kubeflow-security-bounces@lists.example'
    expect(await isNoticeFor(notice(bounces, quoted), asked)).toBe(true)
    expect(await isNoticeFor(notice('kubeflow-security-owner@lists.example', quoted), asked)).toBe(true)
    expect(await isNoticeFor(notice('kubeflow-security-bounces@evil.example', quoted), asked)).toBe(false)
    expect(await isNoticeFor(notice(bounces, 'About something else'), asked)).toBe(false)
    expect(await isNoticeFor(notice(bounces, quoted, 'A long subject'), asked)).toBe(false)
    expect(await isNoticeFor(mail({ id: '<a@x>', subject: 'A long subject' }), asked)).toBe(false)
  })
})
