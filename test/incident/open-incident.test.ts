import { describe, expect, it } from 'vitest'
import { first, openBy, opened, summary } from './scene.ts'
import { createWorld, day, start } from './world.ts'

const date = start / 1000 + 7 * 24 * 3600

describe('/incident open', () => {
  it('opens a form with the severity that was written, and the terms to accept', async () => {
    const world = createWorld()
    const about = { severity: 'critical', terms: '1' }
    expect(await world.command('UADA', 'open', ['CRITICAL'])).toEqual({ open: 'incident.open', about })
    const form = world.module.forms.find((it) => it.id === 'incident.open')
    const view = await world.see('UADA', 'incident.open', about)
    expect(view).toMatchObject({ initial: { severity: 'critical' } })
    expect(JSON.stringify(view)).toContain('Keep it to yourself.')
    expect(form?.fields.map((it) => it.look.kind)).toEqual(['line', 'choice', 'people', 'moment', 'tick'])
  })

  it('is for responders and leads, and takes no other words', async () => {
    const world = createWorld()
    expect(await world.command('UCAT', 'open')).toMatchObject({ rule: 'not-allowed' })
    expect(await world.command('UADA', 'open', [summary])).toMatchObject({ rule: 'usage' })
    expect(await world.command('UADA', 'open', ['high', 'token'])).toMatchObject({ rule: 'usage' })
  })

  it('claims the incident and its private room’s name before anything is made', async () => {
    const world = createWorld()
    expect(await openBy(world, 'UADA', { date })).toEqual({ done: true })
    expect(await world.get(first)).toMatchObject({
      id: first,
      summary,
      severity: 'high',
      state: 'triage',
      embargo: { state: 'proposed', date: start + 7 * day },
      room: { state: 'claimed', name: 'inc-kf-2026-0001-aaaaaa' },
      lead: 'UADA',
    })
    expect(world.slack.channels).toEqual([])
    expect(world.happened()).toEqual(['incident.opened', 'embargo.proposed', 'roster.accepted'])
  })

  it('counts incidents within each year', async () => {
    const world = createWorld()
    await openBy(world, 'UADA')
    await openBy(world, 'UBEN')
    world.time.now = Date.UTC(2027, 0, 1)
    await openBy(world, 'UADA')
    const ids = (await world.read((tx) => world.offers.secrets(tx))).map((it) => it.id)
    expect(ids).toEqual(['KF-2026-0001', 'KF-2026-0002', 'KF-2027-0001'])
  })

  it('makes the room usable in three calls: the room, the opener inside, the overview', async () => {
    const world = createWorld()
    await openBy(world, 'UADA')
    const lane = () => world.worker.stored().filter((it) => it.act.lane === `room:${first}`)
    await world.work()
    expect(lane().map((it) => it.act.kind)).toEqual(['room.create', 'room.invite', 'message.post', 'room.topic'])
    expect(world.slack.calls).toEqual(['create', 'invite', 'setTopic'])
    const [room] = world.slack.channels
    expect(room).toMatchObject({ private: true, topic: first })
    expect([...(room?.members ?? [])]).toEqual(['UADA'])
  })

  it('posts an overview whose buttons are those of the work, its notification the id alone', async () => {
    const world = createWorld()
    await opened(world)
    const overview = world.worker.posted.find((it) => it.key === `overview:${first}`)
    expect(overview?.place).toEqual({ room: first })
    expect(overview?.doc.title).toBe(first)
    const labels = overview?.doc.blocks.flatMap((it) => ('buttons' in it ? it.buttons.map((press) => press.label) : []))
    expect(labels).toEqual(['Status', 'Invite', 'Agree date', 'Announce', 'Close'])
  })

  it('tells the opener in one message, written anew when the room is ready', async () => {
    const world = createWorld()
    await openBy(world, 'UADA')
    await world.work((act) => act.kind === 'room.create')
    const told = () => world.worker.posted.filter((it) => 'person' in it.place)
    expect(told()).toHaveLength(1)
    expect(JSON.stringify(told()[0]?.doc)).toContain('is being opened')
    await world.work()
    expect(told()).toHaveLength(1)
    expect(JSON.stringify(told()[0]?.doc)).toContain('https://slack.example/archives/C00000001')
  })

  it('invites those who were named only once the room is made, and never in its lane', async () => {
    const world = createWorld()
    await openBy(world, 'UADA', { people: ['UCAT', 'UADA', 'UCAT'] })
    await world.work((act) => act.kind === 'room.create')
    expect(world.worker.stored().filter((it) => it.act.key.startsWith('invitation:'))).toEqual([])
    await world.work()
    const sent = world.worker.stored().filter((it) => it.act.key.startsWith('invitation:'))
    expect(sent.map((it) => it.act.lane)).toEqual([`invitation:${first}:UCAT`])
    expect([...(world.slack.channels[0]?.members ?? [])]).toEqual(['UADA'])
  })

  for (const [person, why] of [
    ['UGUEST', 'is a guest'],
    ['UFOREIGN', 'is from another workspace'],
    ['UBOT', 'is a bot'],
    ['UGONE', 'deactivated'],
  ] as const)
    it(`says beside the field that somebody named ${why}, and opens nothing`, async () => {
      const world = createWorld()
      const outcome = await openBy(world, 'UADA', { people: ['UCAT', person] })
      expect(outcome).toMatchObject({ errors: { people: expect.stringContaining(why) } })
      expect(await world.get(first)).toBeNull()
      expect(world.ledger()).toEqual([])
    })

  it('opens nothing while Slack does not say who somebody is', async () => {
    const world = createWorld()
    world.silent.add('UCAT')
    const outcome = await openBy(world, 'UADA', { people: ['UCAT'] })
    expect(outcome).toMatchObject({ errors: { people: expect.stringContaining('did not say who') } })
    expect(await world.get(first)).toBeNull()
  })

  it('wants one line of summary, a date to come, the terms ticked, and not too many people', async () => {
    const world = createWorld()
    const errorsOf = async (values: Readonly<Record<string, unknown>>) => {
      const outcome = await openBy(world, 'UADA', values)
      return 'errors' in outcome ? Object.keys(outcome.errors) : outcome
    }
    expect(await errorsOf({ summary: ' ' })).toEqual(['summary'])
    expect(await errorsOf({ summary: 'one\ntwo' })).toEqual(['summary'])
    expect(await errorsOf({ terms: undefined })).toEqual(['terms'])
    expect(await errorsOf({ severity: 'awful' })).toEqual(['severity'])
    expect(await errorsOf({ date: start / 1000 })).toEqual(['date'])
    expect(await errorsOf({ people: ['UB1', 'UB2', 'UB3', 'UB4', 'UB5', 'UB6'] })).toEqual(['people'])
    expect(await world.get(first)).toBeNull()
  })

  it('says in the overview whether the gate guards the summary', async () => {
    for (const [words, said] of [
      [summary, 'and the summary as a whole'],
      ['Zanzibar', 'but not the summary'],
    ]) {
      const world = createWorld()
      await opened(world, { summary: words })
      expect(JSON.stringify(await world.text('incident.overview', { incident: first }))).toContain(said)
    }
  })

  it('does not take a tick for terms that have changed since', async () => {
    const world = createWorld()
    world.settings.terms = '2'
    expect(await openBy(world, 'UADA', {}, '1')).toMatchObject({ errors: { terms: expect.any(String) } })
    expect(await world.get(first)).toBeNull()
  })

  it('leaves the opener the lead until the one who is set has accepted', async () => {
    const world = createWorld()
    world.settings.lead = 'UBEN'
    await opened(world)
    expect(await world.get(first)).toMatchObject({ lead: 'UADA', nextLead: 'UBEN' })
    expect(await world.entry(first, 'UBEN')).toMatchObject({ state: 'invited', reason: 'incident-lead' })
  })

  it('leaves the opener the lead when the one who is set is not a member any more', async () => {
    const world = createWorld()
    world.settings.lead = 'UGONE'
    await opened(world)
    expect(await world.get(first)).toMatchObject({ lead: 'UADA', nextLead: null })
    expect(await world.entry(first, 'UGONE')).toBeNull()
  })
})
