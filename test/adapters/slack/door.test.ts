import { describe, expect, test } from 'vitest'
import { commandBy, formBy, pressBy, setUpDoor } from './door-setup.ts'

const replies = (it: ReturnType<typeof setUpDoor>) => it.acts().map((act) => act.refs)

describe('a command', () => {
  test('is decided once, answered by a stored act, and its words are forgotten', async () => {
    const it = setUpDoor()
    const sent = commandBy('UADA', 'ring twice')
    expect(await it.send(commandBy('UADA', 'ring toolong'))).toBeNull()
    await it.send(sent)
    expect(it.done).toEqual(['ring by UADA'])
    expect(replies(it)[1]).toEqual({ delivery: sent.key, person: 'UADA', text: 'bell.rung', about: {} })
    expect(it.row(sent.key)).toMatchObject({ done: true, it: { body: { text: '', respond: sent.body.respond } } })
  })
  test('that is run again after a restart finds its decision and does nothing', async () => {
    const it = setUpDoor()
    const sent = commandBy('UADA', 'ring')
    await it.send(sent)
    expect(await it.send(sent)).toBe('repeat')
    await it.door.handle(sent)
    expect(it.done).toHaveLength(1)
    expect(it.acts()).toHaveLength(1)
  })
  test('by one who may not is refused: ledger entry, reply naming who can, decision', async () => {
    const it = setUpDoor()
    const sent = commandBy('UBOB', 'ring')
    await it.send(sent)
    expect(it.done).toEqual([])
    expect(it.ledger()).toMatchObject([
      { chain: 'desk', what: 'command.refused', by: 'UBOB', body: { rule: 'not-allowed', action: 'bell.ring' } },
    ])
    expect(replies(it)).toMatchObject([{ text: 'door.refused', about: { rule: 'not-allowed', who: 'responder' } }])
    expect(it.decisions()).toEqual([`command:${sent.key}`])
  })
  test.each([
    ['UGUEST', 'guest'],
    ['UFAR', 'foreign'],
    ['UBOT', 'bot'],
    ['UGONE', 'deactivated'],
    ['UNOBODY', 'who-are-you'],
  ])('by %s is refused by the rule %s, whatever their roles, and so is help', async (user, rule) => {
    const it = setUpDoor()
    await it.send(commandBy(user, 'ring'))
    await it.send(commandBy(user, 'help'))
    expect(it.done).toEqual([])
    expect(it.ledger().map((entry) => entry.body.rule)).toEqual([rule, rule])
    expect(replies(it)).toMatchObject([{ about: { rule } }, { about: { rule } }])
  })
  test('that belongs to a room is refused elsewhere and runs there, with its incident', async () => {
    const it = setUpDoor()
    await it.send(commandBy('UADA', 'room'))
    await it.send(commandBy('UADA', 'room', { channel: 'CROOM' }))
    expect(it.done).toEqual(['room KF-2026-0001'])
    expect(it.ledger()).toMatchObject([{ body: { rule: 'not-allowed' } }])
  })
  test('with arguments that cannot be read is answered with its usage', async () => {
    const it = setUpDoor()
    await it.send(commandBy('UADA', 'ring toolong'))
    expect(replies(it)).toMatchObject([{ text: 'door.refused', about: { rule: 'usage', usage: 'ring [times]' } }])
  })
  test('that is mistyped gets the nearest, an empty one and `help` get the table', async () => {
    const it = setUpDoor()
    for (const text of ['rnig', '', 'help']) await it.send(commandBy('UADA', text))
    expect(replies(it)).toMatchObject([
      { text: 'door.unknown-command', about: { word: 'bell', near: 'ring' } },
      { text: 'door.help', about: { word: 'bell' } },
      { text: 'door.help', about: { word: 'bell' } },
    ])
  })
  test('that fails is answered with the reference that is in the log, and with nothing of the error', async () => {
    const it = setUpDoor()
    await it.send(commandBy('UADA', 'crack'))
    const [said] = it.logged
    expect(said).toMatchObject({ what: 'door.failed', about: { kind: 'command', error: 'TypeError' } })
    expect(replies(it)).toMatchObject([{ text: 'door.failed', about: { reference: said?.about.reference } }])
    expect(JSON.stringify([it.logged, it.acts(), it.ledger()])).not.toContain('secret')
  })
})

describe('a button', () => {
  test('bears its incident to the permission, also outside the room', async () => {
    const it = setUpDoor()
    await it.send(pressBy('UBOB', 'bell.stop', { incident: 'KF-2026-0001', version: 2 }))
    expect(it.done).toEqual(['stop in KF-2026-0001'])
  })
  test.each([
    ['an older version', 'bell.stop', { incident: 'KF-2026-0001', version: 1 }, 'stale-button'],
    ['a value of another shape', 'bell.stop', { incident: 'KF-2026-0001' }, 'stale-button'],
    ['a value that is no JSON', 'bell.stop', '{', 'not-allowed'],
    ['an id no table has', 'bell.melt', {}, 'stale-button'],
  ])('with %s does nothing', async (_, action, value, rule) => {
    const it = setUpDoor()
    await it.send(pressBy('UBOB', action, value))
    expect(it.done).toEqual([])
    expect(it.ledger()).toMatchObject([{ what: 'button.refused', body: { rule } }])
  })
})

describe('a form', () => {
  test('is decided before it is acknowledged', async () => {
    const it = setUpDoor()
    expect(await it.send(formBy('UADA', { name: 'Big' }))).toBeNull()
    expect(it.done).toEqual(['order Big'])
    expect(replies(it)).toMatchObject([{ text: 'bell.ordered', about: { size: 3 } }])
  })
  test.each([
    ['the field itself', ''],
    ['the decision', 'taken'],
  ])('answered with errors by %s leaves nothing, and may be sent again', async (_, name) => {
    const it = setUpDoor()
    const first = formBy('UADA', { name }, { view: 'V7' })
    expect(await it.send(first)).toHaveProperty('name')
    expect([it.acts(), it.ledger(), it.decisions()]).toEqual([[], [], []])
    expect(it.row(first.key)).toMatchObject({ done: true, it: { body: { values: {} } } })
    expect(await it.send(formBy('UADA', { name: 'Big' }, { view: 'V7' }))).toBeNull()
    expect(it.done).toEqual(['order Big'])
  })
  test('sent twice from one view is decided once', async () => {
    const it = setUpDoor()
    await Promise.all([
      it.send(formBy('UADA', { name: 'Big' }, { view: 'V8' })),
      it.send(formBy('UADA', { name: 'Big' }, { view: 'V8' })),
    ])
    expect(it.done).toEqual(['order Big'])
    expect(it.acts()).toHaveLength(1)
  })
  test('by one who may not, or of no table, closes and is refused in a message', async () => {
    const it = setUpDoor()
    expect(await it.send(formBy('UBOB', { name: 'Big' }))).toBeNull()
    expect(await it.send(formBy('UADA', { name: 'Big' }, { form: 'bell.melt' }))).toBeNull()
    expect(it.done).toEqual([])
    expect(replies(it)).toMatchObject([{ about: { rule: 'not-allowed' } }, { about: { rule: 'stale-form' } }])
  })
  test('that fails goes back to its writer with a reference, undecided', async () => {
    const it = setUpDoor()
    const answer = await it.send(formBy('UADA', { name: 'broken' }))
    expect(answer).toMatchObject({ name: expect.stringContaining(String(it.logged[0]?.about.reference)) })
    expect([it.acts(), it.decisions()]).toEqual([[], []])
  })
})

describe('a form that is opened', () => {
  test('loads first, then shows its content in the same view, and leaves nothing to be done', async () => {
    const it = setUpDoor()
    const sent = commandBy('UADA', 'order')
    await it.send(sent)
    expect(it.fake.calls.map((call) => call.method)).toEqual(['views.open', 'views.update'])
    expect(it.fake.calls[0]?.args).toMatchObject({ trigger_id: sent.key })
    expect(it.fake.calls[1]?.args).toMatchObject({ view_id: 'V1', hash: 'h1' })
    expect(it.fake.calls[1]?.args.view).toContain('"callback_id":"bell.order"')
    expect(it.gate.asked).toEqual([{ person: 'UADA' }, { person: 'UADA' }])
    expect(it.acts()).toEqual([])
    expect(it.row(sent.key)).toMatchObject({ done: true })
  })
  test('is opened before the decision where that takes long, and then says a refusal', async () => {
    const it = setUpDoor()
    it.slow(2_000)
    await it.send(commandBy('UBOB', 'order'))
    expect(it.fake.calls.map((call) => call.method)).toEqual(['views.open', 'views.update'])
    expect(it.fake.calls[1]?.args.view).toContain('You may not do this here.')
  })
  test('does not go on saying that it loads to one who is not let in, or when it fails', async () => {
    const it = setUpDoor()
    it.slow(2_000)
    await it.send(commandBy('UGUEST', 'order'))
    expect(it.fake.of('views.update')[0]?.args.view).toContain('Guests of this workspace cannot do this.')
    await it.send(commandBy('UADA', 'order fail'))
    const reference = it.logged.find((line) => line.what === 'door.failed')?.about.reference
    expect(it.fake.of('views.update')[1]?.args.view).toContain(`reference: ${reference}`)
  })
  test('whose trigger is over is offered by a button, which opens it', async () => {
    const it = setUpDoor()
    it.fake.answer('views.open', { body: { ok: false, error: 'expired_trigger_id' } })
    await it.send(commandBy('UADA', 'order'))
    expect(replies(it)).toMatchObject([{ text: 'door.open-form', about: { form: 'bell.order', size: 3 } }])
    it.fake.answer('views.open', { body: { ok: true, view: { id: 'V2', hash: 'h2' } } })
    await it.send(pressBy('UADA', 'open.bell.order', { size: 3 }))
    expect(it.fake.of('views.update')).toMatchObject([{ args: { view_id: 'V2' } }])
  })
  test('shows why there is none, and keeps that refusal', async () => {
    const it = setUpDoor()
    await it.send(pressBy('UADA', 'open.bell.order', { size: 13 }))
    expect(it.fake.of('views.update')[0]?.args.view).toContain('the operator can say more')
    expect(it.ledger()).toMatchObject([{ body: { rule: 'too-big' } }])
  })
  test('whose content the gate holds says what an outage would say, and shows none of it', async () => {
    const it = setUpDoor()
    it.gate.hold('Size 3')
    await it.send(commandBy('UADA', 'order'))
    const [view] = it.fake.of('views.update')
    expect(view?.args.view).toContain('cannot be shown at the moment')
    expect(view?.args.view).not.toContain('incident')
    expect(view?.args.view).not.toContain('"callback_id":"bell.order"')
  })
  test('that was closed meanwhile is left alone', async () => {
    const it = setUpDoor()
    it.fake.answer('views.update', { body: { ok: false, error: 'hash_conflict' } })
    await it.send(commandBy('UADA', 'order'))
    expect(it.logged).toMatchObject([{ what: 'view.not-updated', about: { code: 'hash_conflict' } }])
    expect(it.acts()).toEqual([])
  })
  test('is offered again when the process ended before it was opened', async () => {
    const it = setUpDoor()
    const sent = commandBy('UADA', 'order')
    await it.store.inbox.keep(sent)
    it.fake.answer('views.open', { body: { ok: false, error: 'expired_trigger_id' } })
    await it.door.resume()
    await it.door.resume()
    expect(replies(it)).toMatchObject([{ text: 'door.open-form' }])
  })
})

describe('what is kept', () => {
  test('and undecided is run at start, and later once it is a minute old', async () => {
    const it = setUpDoor()
    await it.store.inbox.keep(commandBy('UADA', 'ring'))
    await it.door.jobs[0]?.beat(0)
    expect(it.done).toEqual([])
    it.move(60_000)
    await it.door.jobs[0]?.beat(0)
    expect(it.done).toEqual(['ring by UADA'])
    await it.store.inbox.keep(commandBy('UADA', 'ring'))
    await it.door.resume()
    expect(it.done).toHaveLength(2)
  })
  test('stays undecided while the store is gone, and no acknowledgement is made up', async () => {
    const it = setUpDoor()
    const sent = formBy('UADA', { name: 'Big' })
    await it.store.inbox.keep(sent)
    it.store.breakDown(true)
    await expect(it.door.handle(sent)).rejects.toThrow('the store is gone')
    it.store.breakDown(false)
    await it.door.resume()
    expect(it.done).toEqual(['order Big'])
  })
  test('as an event is heard by its listener once; one that fails is laid aside and logged', async () => {
    const it = setUpDoor()
    const event = (key: string, user: string) => ({
      kind: 'event' as const,
      key,
      at: 0,
      body: { type: 'member_joined_channel', fields: { user } },
    })
    await it.send(event('E1', 'UADA'))
    await it.door.handle(event('E1', 'UADA'))
    await it.send(event('E2', 'UBAD'))
    expect(it.heard).toEqual(['UADA'])
    expect(await it.store.inbox.open()).toEqual([])
    expect(it.logged).toMatchObject([{ what: 'door.failed', about: { kind: 'event' } }])
    expect(it.door.heard({ kind: 'event', key: 'E3', at: 0, body: { type: 'message', fields: {} } })).toBe(false)
  })
})
