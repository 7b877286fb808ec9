import { afterEach, describe, expect, test } from 'vitest'
import { type Mode, setUpWalk, type Walk } from './walk-setup.ts'

let it: Walk
const start = async (mode: Mode, more = {}) => {
  it = await setUpWalk(mode, more)
  return it
}
afterEach(async () => {
  expect(it.workspace.unknown).toEqual([])
  expect(it.workspace.broken).toEqual([])
  await it.stop()
})

/** What Cordon said that this person sees there; Slack's own lines about joining left out. */
const seen = (person: Walk['ada'], channel = it.town) =>
  person.messages(channel).flatMap(({ text }) => (text.endsWith('has joined the channel') ? [] : [text]))
const direct = (person: Walk['ada']) => person.directMessages().flatMap(({ id }) => seen(person, id))
const command = async (person: Walk['ada'], text: string, acts: number) => {
  expect(await person.command(it.town, '/kf-bell', text)).toEqual({ ok: true })
  await it.until('it is decided', () => it.store.acts().length >= acts)
  await it.perform()
}

describe.each(['socket', 'http'] as const)('the door over %s', (mode) => {
  test('takes a command, decides it, and answers the one who gave it alone', async () => {
    await start(mode)
    await command(it.ada, 'ring', 1)
    expect(it.done).toEqual([`ring by ${it.ada.id}`])
    expect(seen(it.ada)).toEqual(['The bell was rung.'])
    expect(seen(it.bob)).toEqual([])
  })

  test('refuses those who may not, and says who can; a guest is told so by Slack’s own word on them', async () => {
    await start(mode)
    await command(it.bob, 'ring', 1)
    await command(it.guest, 'ring', 2)
    expect(it.done).toEqual([])
    expect(seen(it.bob)[0]).toContain('You may not do this here.')
    expect(seen(it.guest)[0]).toContain('Guests of this workspace cannot do this.')
    expect(it.store.ledger()).toMatchObject([{ by: it.bob.id }, { by: it.guest.id, body: { rule: 'guest' } }])
  })

  test('refuses when Slack does not say who it is', async () => {
    await start(mode)
    it.workspace.faults.next('users.info', { status: 500 })
    await command(it.ada, 'ring', 1)
    expect(it.done).toEqual([])
    expect(seen(it.ada)[0]).toContain('did not say who you are')
  })

  test('helps, and knows what was mistyped', async () => {
    await start(mode)
    await command(it.ada, 'help', 1)
    await command(it.ada, 'rnig', 2)
    expect(seen(it.ada)[0]).toContain('/kf-bell ring [times]')
    expect(seen(it.ada)[1]).toContain('Did you mean this?')
  })

  test('takes a form from its loading view over errors to its decision, and answers by direct message', async () => {
    await start(mode)
    expect(await it.ada.command(it.town, '/kf-bell', 'order')).toEqual({ ok: true })
    await it.until('the form is open', () => it.ada.modal()?.title === 'Order a bell')
    await it.ada.fill({ Name: 'taken' })
    expect(await it.ada.submitModal()).toEqual({ ok: false, errors: { Name: 'This name is taken.' } })
    expect(it.store.acts()).toEqual([])
    await it.ada.fill({ Name: 'Big' })
    expect(await it.ada.submitModal()).toEqual({ ok: true })
    expect(it.done).toEqual(['order Big'])
    expect(it.ada.modal()).toBeUndefined()
    await it.perform()
    expect(direct(it.ada)).toEqual(['The bell is ordered.'])
  })

  test('offers a button where the trigger was over, and the button opens the form', async () => {
    await start(mode)
    it.workspace.faults.next('views.open', { error: 'expired_trigger_id' })
    await command(it.ada, 'order', 1)
    expect(await it.ada.press('Order a bell')).toEqual({ ok: true })
    await it.until('the form is open', () => it.ada.modal()?.submit === 'Order')
  })

  test('hears an event once, however often Slack sends it', async () => {
    await start(mode)
    const room = it.workspace.addChannel({ name: 'room', private: true, members: [it.bob.id], botIsMember: true })
    await it.bob.invite(room, it.ada.id)
    const joined = () => it.heard.filter((each) => each === `${it.ada.id} ${room}`)
    await it.until('the event is heard', () => joined().length > 0)
    expect(it.workspace.repeat((event) => event.type === 'member_joined_channel')).toBe(true)
    await command(it.ada, 'ring', 1)
    expect(joined()).toHaveLength(1)
  })

  test('acknowledges nothing that it could not keep: an event comes again, a person is told by Slack', async () => {
    await start(mode)
    const room = it.workspace.addChannel({ name: 'room', private: true, members: [it.bob.id], botIsMember: true })
    it.store.breakDown(true)
    await it.bob.invite(room, it.ada.id)
    expect(await it.ada.command(it.town, '/kf-bell', 'ring')).toMatchObject({ ok: false })
    it.store.breakDown(false)
    await it.until('the event is heard', () => it.heard.includes(`${it.ada.id} ${room}`))
    expect(it.done).toEqual([])
    expect(await it.store.inbox.open()).toEqual([])
  }, 20_000)

  test('finds a message whose answer was lost, and does not post it twice', async () => {
    await start(mode)
    const row = it.rows.find((each) => each.kind === 'message.post')
    const refs = { place: { channel: 'town' }, text: 'bell.rung', about: {} }
    const attempt = { key: 'k1', attempt: 1, signal: new AbortController().signal }
    expect(await row?.find(refs, attempt)).toBe('absent')
    it.workspace.faults.next('chat.postMessage', 'gone-after')
    expect(await row?.perform(refs, attempt)).toEqual({ ambiguous: 'network' })
    expect(await row?.find(refs, attempt)).toMatchObject({ done: { channel: it.town } })
    expect(seen(it.bob)).toEqual(['The bell was rung.'])
  })

  test('finds a room whose answer was lost, staffs it, and leaves it archived', async () => {
    await start(mode)
    const name = await it.gate.clear({ room: 'KF-2026-0001' }, { title: '', blocks: [] }, { name: 'inc-1' })
    if ('held' in name) throw new Error('held')
    it.workspace.faults.next('conversations.create', 'gone-after')
    expect(await it.rooms.create(name)).toEqual({ ambiguous: 'network' })
    const found = await it.rooms.findOwn('inc-1')
    if (typeof found === 'string') throw new Error(found)
    expect(found.done.private).toBe(true)
    expect(await it.rooms.create(name)).toEqual({ failed: 'name_taken' })
    expect(await it.rooms.invite(found.done.channel, it.ada.id)).toEqual({ done: 'inside' })
    expect(await it.rooms.invite(found.done.channel, it.ada.id)).toEqual({ done: 'inside' })
    expect(await it.rooms.members(found.done.channel)).toMatchObject({
      done: new Set([it.ada.id, it.connection.identity()?.user]),
    })
    const file = await it.gate.clear(
      { room: 'KF-2026-0001' },
      { title: '', blocks: [] },
      { name: 'l.jsonl', text: '{}\n' },
    )
    if ('held' in file) throw new Error('held')
    const sent = await it.rooms.upload(found.done.channel, file)
    expect(sent).toHaveProperty('done')
    expect(await it.rooms.findFile(found.done.channel, 'l.jsonl')).toEqual(sent)
    expect(await it.rooms.fileDigest('done' in sent ? sent.done : '')).toEqual({
      done: 'ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356',
    })
    expect(await it.rooms.archive(found.done.channel)).toEqual({ done: true })
  })

  test('is ready only with the scopes it cannot do without, and says which features are off', async () => {
    const scopes = ['commands', 'chat:write', 'im:write', 'users:read', 'groups:write', 'groups:read']
    await start(mode, { scopes })
    const connected = () => !it.connection.ready().why.some((why) => why.includes('Socket Mode'))
    await it.until('it is connected', connected)
    expect(it.connection.ready().why).toEqual(['slack: the scope groups:history is missing'])
    expect(it.logged).toContain('slack.feature-off')
    it.workspace.setScopes([...scopes, 'groups:history'])
    for (const job of it.connection.jobs) await job.beat(0)
    expect(it.connection.ready()).toEqual({ ok: true, why: [] })
  })
})

describe('a Socket Mode connection', () => {
  test('that Slack renews or cuts is made again, and Cordon is unready until then', async () => {
    await start('socket')
    it.workspace.sockets.cut()
    await it.until('Cordon is unready', () => !it.connection.ready().ok)
    expect(it.connection.ready().why[0]).toContain('no Socket Mode connection')
    await it.until('it is connected again', () => it.connection.ready().ok)
    it.workspace.sockets.refresh()
    await it.until('Cordon is unready', () => !it.connection.ready().ok)
    await it.until('it is connected again', () => it.connection.ready().ok)
    await command(it.ada, 'ring', 1)
    expect(it.done).toHaveLength(1)
  })

  test('is tried again while Slack answers with errors, and a form that was open then is still decided once', async () => {
    await start('socket')
    expect(await it.ada.command(it.town, '/kf-bell', 'order')).toEqual({ ok: true })
    await it.until('the form is open', () => it.ada.modal()?.title === 'Order a bell')
    it.workspace.faults.next('apps.connections.open', { status: 500 })
    it.workspace.faults.next('apps.connections.open', 'gone')
    it.workspace.sockets.cut()
    await it.until('Cordon is unready', () => !it.connection.ready().ok)
    await it.ada.fill({ Name: 'Big' })
    expect(await it.ada.submitModal()).toMatchObject({ ok: false })
    await it.until('it is connected again', () => it.connection.ready().ok)
    expect(it.logged.filter((what) => what === 'slack.not-connected')).toHaveLength(2)
    expect(await it.ada.submitModal()).toEqual({ ok: true })
    expect(it.done).toEqual(['order Big'])
  })
})
