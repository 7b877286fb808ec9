import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { imapAccount } from '../../../src/adapters/mail/imap-account.ts'
import { createWitness } from '../../../src/adapters/mail/witness.ts'
import { isRefusal } from '../../../src/kernel/refusal.ts'
import { copyFor } from '../../../src/playground/mail/list-server.ts'
import type { MailWorld } from '../../../src/playground/mail/world.ts'
import {
  listAddress,
  listId,
  mail,
  startDistrustedWorld,
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

const going = () => new AbortController().signal
const quiet = { after: () => () => {} }
const lookingAt = (url: string, clock: Parameters<typeof createWitness>[0]['clock'] = quiet) => {
  const account = imapAccount(url)
  if (isRefusal(account)) throw new Error(account.rule)
  return createWitness({ account, clock })
}
const looking = () => lookingAt(world.imapUrl(witness))
const list = { address: listAddress, listId, members: [], posters: [] }
const copy = (id: string) => copyFor(list, mail({ id }))
const asked = { messageId: '<a@x>', listId }

describe('the witness', () => {
  it('has not seen a mail that is not there', async () => {
    world.mailbox(witness).receive(copy('<b@x>'))
    expect(await looking().seen(asked, going())).toBe('not-seen')
  })

  it('sees the list’s own copy and says where and when it came', async () => {
    world.mailbox(witness).receive(copy('<b@x>'))
    world.mailbox(witness).receive(copy('<a@x>'))
    expect(await looking().seen(asked, going())).toEqual({ seen: { mailbox: 'INBOX', uid: 2, at: wednesday } })
    expect(await looking().seen({ ...asked, listId: listId.toUpperCase() }, going())).toMatchObject({
      seen: { uid: 2 },
    })
  })

  it('looks into Spam too', async () => {
    world.mailbox(witness).put(copy('<a@x>'), 'Spam')
    expect(await looking().seen(asked, going())).toMatchObject({ seen: { mailbox: 'Spam', uid: 1 } })
  })

  const counted = copy('<a@x>').toString()
  it.each([
    ['a copy without List-Id', mail({ id: '<a@x>' }).toString()],
    ['a copy of another list', counted.replace(`<${listId}>`, '<other.lists.example>')],
    ['a List-Id that only begins alike', counted.replace(`<${listId}>`, `<${listId}.evil.example>`)],
    ['a List-Id that names ours in its words', counted.replace(`<${listId}>`, `"${listId}" <other.lists.example>`)],
    ['two List-Ids', counted.replace('List-Id:', `List-Id: <${listId}>\r\nList-Id:`)],
    ['a Message-ID that only contains ours', counted.replace('<a@x>', '<b<a@x>')],
    ['a mail that answers ours', counted.replace('Message-ID: <a@x>', 'Message-ID: <b@x>\r\nIn-Reply-To: <a@x>')],
  ])('does not count %s', async (_, raw) => {
    expect(raw).not.toBe(counted)
    world.mailbox(witness).receive(Buffer.from(raw))
    expect(await looking().seen(asked, going())).toBe('not-seen')
  })

  it('never counts a Sent copy, not even one with the list’s List-Id', async () => {
    world.mailbox(witness).put(mail({ id: '<a@x>' }), 'All Mail')
    world.mailbox(witness).put(copy('<a@x>'), 'Sent')
    expect(await looking().seen(asked, going())).toBe('not-seen')
    world.mailbox(witness).put(copy('<a@x>'), 'All Mail')
    expect(await looking().seen(asked, going())).toMatchObject({ seen: { mailbox: 'All Mail', uid: 2 } })
  })

  it('tells a look that could not be made from a mail that was not seen', async () => {
    const wrong = world.imapUrl(witness).replace(/:[^:@]+@/, ':wrong@')
    expect(await lookingAt(wrong).seen(asked, going())).toEqual({ failed: 'login' })
    world.mailbox(witness).receive(copy('<a@x>'))
    for (const step of ['imap-connect', 'imap-login', 'imap-select', 'imap-search', 'imap-fetch'] as const) {
      world.faults.add({ step, trouble: 'cut' })
      expect([step, await looking().seen(asked, going())]).toEqual([step, { failed: 'connection' }])
      expect(await looking().seen(asked, going())).toMatchObject({ seen: { uid: 1 } })
    }
    world.faults.add({ step: 'imap-search', trouble: { code: 0, text: 'busy' } })
    expect(await looking().seen(asked, going())).toEqual({ failed: 'connection' })
    const stranger = await startDistrustedWorld()
    expect(await lookingAt(stranger.imapUrl(witness)).seen(asked, going())).toEqual({ failed: 'connection' })
    await stranger.stop()
  })

  it('gives up when the time for a look is over, and when told to stop', async () => {
    for (const how of ['timeout', 'stopped'] as const) {
      let over = (): void => {}
      const stop = new AbortController()
      const clock = {
        after: (ms: number, call: () => void) => {
          expect(ms).toBe(30_000)
          over = call
          return () => {}
        },
      }
      world.faults.add({ step: 'imap-search', trouble: 'stall' })
      const looked = lookingAt(world.imapUrl(witness), clock).seen(asked, stop.signal)
      await world.faults.stalled('imap-search')
      if (how === 'timeout') over()
      else stop.abort()
      expect(await looked).toEqual({ failed: how })
      world.faults.clear()
    }
    expect(await looking().seen(asked, AbortSignal.abort())).toEqual({ failed: 'stopped' })
  })
})

describe('the witness reading on', () => {
  const poll = async (cursor: Parameters<ReturnType<typeof looking>['poll']>[0]['cursor']) => {
    const polled = await looking().poll({ cursor, listId }, going())
    if ('failed' in polled) throw new Error(polled.failed)
    return { ids: polled.copies.map((one) => `${one.mailbox} ${one.uid} ${one.messageId}`), cursor: polled.cursor }
  }

  it('gives each copy of the list once, folder by folder, and nothing else', async () => {
    world.mailbox(witness).receive(copy('<a@x>'))
    world.mailbox(witness).receive(mail({ id: '<private@x>' }))
    const first = await poll({})
    expect(first.ids).toEqual(['INBOX 1 <a@x>', 'All Mail 1 <a@x>'])
    expect(first.cursor.INBOX).toEqual({ uidValidity: expect.stringMatching(/^\d+$/), uid: 2 })
    expect((await poll(first.cursor)).ids).toEqual([])
    world.mailbox(witness).receive(copy('<b@x>'))
    world.mailbox(witness).put(copy('<c@x>'), 'Spam')
    const second = await poll(first.cursor)
    expect(second.ids).toEqual(['INBOX 3 <b@x>', 'All Mail 3 <b@x>', 'Spam 1 <c@x>'])
    expect((await poll(second.cursor)).ids).toEqual([])
  })

  it('shows a mail that the list gave out twice twice', async () => {
    world.mailbox(witness).receive(copy('<a@x>'))
    world.mailbox(witness).receive(copy('<a@x>'))
    expect((await poll({})).ids.slice(0, 2)).toEqual(['INBOX 1 <a@x>', 'INBOX 2 <a@x>'])
  })

  it('reads a folder anew when its UIDVALIDITY changed', async () => {
    world.mailbox(witness).receive(copy('<a@x>'))
    const first = await poll({})
    world.mailbox(witness).renumber()
    expect((await poll(first.cursor)).ids).toEqual(first.ids)
  })

  it('keeps the cursor when the look fails', async () => {
    world.faults.add({ step: 'imap-search', trouble: 'cut' })
    world.mailbox(witness).receive(copy('<a@x>'))
    expect(await looking().poll({ cursor: {}, listId }, going())).toEqual({ failed: 'connection' })
  })
})

describe('reading WITNESS_IMAP_URL', () => {
  it('takes IMAP over TLS with user and password, and nothing else', () => {
    expect(imapAccount('imaps://w%40x.example:p%3A@mail.example')).toEqual({
      host: 'mail.example',
      port: 993,
      user: 'w@x.example',
      password: 'p:',
    })
    for (const [url, what] of [
      ['imap://a:b@mail.example', 'scheme'],
      ['mail.example', 'scheme'],
      ['imaps://mail.example', 'login'],
      ['imaps://a@mail.example', 'login'],
    ] as const)
      expect(imapAccount(url)).toEqual({ rule: 'mail-url', about: { what } })
  })
})
