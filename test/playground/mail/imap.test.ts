import type { FetchMessageObject } from 'imapflow'
import { ImapFlow } from 'imapflow'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MailWorld } from '../../../src/playground/mail/world.ts'
import { mail, startWorld, wednesday, witness } from './world-for-tests.ts'

let world: MailWorld
let client: ImapFlow

const dial = (url: string): ImapFlow => {
  const { hostname, port, username, password } = new URL(url)
  const auth = { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
  const made = new ImapFlow({ host: hostname, port: Number(port), secure: true, auth, logger: false })
  made.on('error', () => {})
  return made
}

beforeEach(async () => {
  world = await startWorld()
  client = dial(world.imapUrl(witness))
})
afterEach(async () => {
  client.close()
  await world.stop()
})

const read = (one: FetchMessageObject | undefined) => ({
  uid: one?.uid,
  at: one?.internalDate instanceof Date ? one.internalDate.getTime() : undefined,
  size: one?.size,
  flags: [...(one?.flags ?? [])],
  headers: one?.headers?.toString(),
})

describe('the mailboxes, spoken to by imapflow', () => {
  it('refuses a wrong password', async () => {
    const wrong = dial(world.imapUrl(witness).replace(/:[^:@]+@/, ':wrong@'))
    await expect(wrong.connect()).rejects.toMatchObject({ authenticationFailed: true })
  })

  it('lists the folders with their special uses', async () => {
    await client.connect()
    const folders = await client.list()
    expect(folders.map((one) => [one.path, one.specialUse]).sort()).toEqual([
      ['All Mail', '\\All'],
      ['INBOX', '\\Inbox'],
      ['Sent', '\\Sent'],
      ['Spam', '\\Junk'],
    ])
  })

  it('finds a mail by header and fetches its headers, size, time, flags and bytes', async () => {
    const raw = mail({ id: '<a@x>', subject: 'One' })
    world.mailbox(witness).receive(raw)
    world.mailbox(witness).receive(mail({ id: '<b@x>', subject: 'Two' }))
    await client.connect()
    await client.mailboxOpen('INBOX', { readOnly: true })
    expect(await client.search({ header: { 'message-id': '<a@x>' } }, { uid: true })).toEqual([1])
    expect(await client.search({ header: { 'message-id': '<c@x>' } }, { uid: true })).toEqual([])
    const query = { uid: true, internalDate: true, size: true, flags: true, headers: ['message-id', 'subject'] }
    const found = await client.fetchAll('1:*', query, { uid: true })
    expect(found.map(read)).toEqual([
      { uid: 1, at: wednesday, size: raw.length, flags: [], headers: 'Subject: One\r\nMessage-ID: <a@x>\r\n\r\n' },
      { uid: 2, at: wednesday, size: raw.length, flags: [], headers: 'Subject: Two\r\nMessage-ID: <b@x>\r\n\r\n' },
    ])
    const [whole] = await client.fetchAll('1', { source: true }, { uid: true })
    expect(whole?.source).toEqual(raw)
  })

  it('combines search keys with OR, NOT, SINCE, SEEN and sets of UIDs', async () => {
    for (const id of ['<a@x>', '<b@x>', '<c@x>']) world.mailbox(witness).receive(mail({ id }))
    await client.connect()
    await client.mailboxOpen('INBOX')
    await client.messageFlagsAdd('2', ['\\Seen'], { uid: true })
    const find = (query: Parameters<typeof client.search>[0]) => client.search(query, { uid: true })
    expect(await find({ seen: false })).toEqual([1, 3])
    expect(await find({ or: [{ header: { 'message-id': '<a@x>' } }, { seen: true }] })).toEqual([1, 2])
    expect(await find({ not: { seen: true }, uid: '2:*' })).toEqual([3])
    expect(await find({ since: new Date(wednesday + 2 * 86_400_000) })).toEqual([])
    expect(await find({ since: new Date(wednesday) })).toEqual([1, 2, 3])
    expect(await find({ body: 'text' })).toBe(false)
  })

  it('changes flags, but not in a folder that is only examined', async () => {
    world.mailbox(witness).receive(mail({ id: '<a@x>' }))
    await client.connect()
    await client.mailboxOpen('INBOX', { readOnly: true })
    expect(await client.messageFlagsAdd('1', ['\\Seen'], { uid: true })).toBe(false)
    await client.mailboxOpen('INBOX')
    expect(await client.messageFlagsAdd('1', ['\\Seen', '\\Flagged'], { uid: true })).toBe(true)
    await client.messageFlagsRemove('1', ['\\Flagged'], { uid: true })
    const [one] = await client.fetchAll('1', { flags: true }, { uid: true })
    expect([...(one?.flags ?? [])]).toEqual(['\\Seen'])
  })

  it('tells an idling client of a new mail', async () => {
    await client.connect()
    await client.mailboxOpen('INBOX')
    const told = new Promise<number>((resolve) => client.on('exists', (news) => resolve(news.count)))
    const idling = client.idle()
    world.mailbox(witness).receive(mail({ id: '<a@x>' }))
    expect(await told).toBe(1)
    await client.noop()
    await idling
  })

  it('gives another UIDVALIDITY when the server forgets its numbering', async () => {
    world.mailbox(witness).receive(mail({ id: '<a@x>' }))
    await client.connect()
    const before = await client.mailboxOpen('INBOX')
    world.mailbox(witness).renumber()
    await client.mailboxClose()
    const after = await client.mailboxOpen('INBOX')
    expect(after.uidValidity).toBe(before.uidValidity + 1n)
  })

  it('cuts the connection at a planned step', async () => {
    await client.connect()
    world.faults.add({ step: 'imap-select', trouble: 'cut' })
    await expect(client.mailboxOpen('INBOX')).rejects.toThrow()
  })
})
