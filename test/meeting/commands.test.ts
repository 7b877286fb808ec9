import { describe, expect, test } from 'vitest'
import { may } from '../../src/kernel/module.ts'
import { isRefusal } from '../../src/kernel/refusal.ts'
import { at, createDesk, lines, team } from './desk.ts'

const replied = async (desk: ReturnType<typeof createDesk>, typed: string) => {
  const outcome = await desk.say(typed)
  if (!('reply' in outcome)) return outcome
  const doc = await desk.write(outcome.reply, outcome.about)
  return doc ? lines(doc) : null
}
const refused = async (desk: ReturnType<typeof createDesk>, typed: string) => {
  const outcome = await desk.say(typed)
  return isRefusal(outcome) ? outcome.rule : outcome
}
const second = team({
  key: 'office-hours',
  name: 'Office hours',
  first: '2023-01-11T12:00',
  everyWeeks: 1,
  document: 'notes-2',
})

describe('/meeting next', () => {
  test('says when each series meets next, and how to join', async () => {
    const desk = createDesk({ series: [team(), second] })
    expect(await replied(desk, 'next')).toEqual([
      '# Security team (security-team)',
      '{2023-01-18T16:00:00Z}',
      'Join the call<https://call.example.org/team>',
      '# Office hours (office-hours)',
      '{2023-01-11T20:00:00Z}',
      'Join the call<https://call.example.org/team>',
    ])
    expect(await replied(desk, 'next office-hours')).toHaveLength(3)
  })
  test('answers as of the moment it was asked', async () => {
    const desk = createDesk()
    const outcome = await desk.say('next')
    expect(outcome).toEqual({ reply: 'meeting.next', about: { series: null, at: at('2023-01-10T00:00Z') } })
  })
  test('refuses a series that does not exist, without repeating what was typed', async () => {
    expect(await createDesk().say('next zeppelin')).toEqual({ rule: 'no-series', about: {} })
  })
  test('refuses words that it does not take', async () => {
    expect(await refused(createDesk(), 'next a b')).toBe('usage')
  })
})

describe('/meeting agenda', () => {
  test('reads the notes of the meeting that comes next, with the points below each item', async () => {
    const desk = createDesk()
    desk.answer.document = {
      version: '1',
      text: '# 18 January 2023\n\n## Agenda\n\n* (WIP) see [plan](https://x.example/1) now (owner: Kim)\n  * p1\n  * [p2](https://x.example/2)\n\n# 4 January 2023\n\n* old\n',
    }
    expect(await replied(desk, 'agenda')).toEqual([
      '# Security team',
      '{2023-01-18T16:00:00Z}',
      '# Agenda',
      '- in-progress see plan<https://x.example/1> now (Kim) p2<https://x.example/2>',
      '  - p1',
      '  - p2',
      'More in the notes<https://docs.example.org/notes-1>.',
    ])
  })
  test('takes a date and a series in any order', async () => {
    const desk = createDesk({ series: [team(), second] })
    const about = { series: 'office-hours', date: '2023-01-25', start: at('2023-01-25T20:00Z'), version: '1' }
    expect(await desk.say('agenda office-hours 2023-01-25')).toEqual({ reply: 'meeting.agenda', about })
    expect(await desk.say('agenda 2023-01-25 office-hours')).toEqual({ reply: 'meeting.agenda', about })
  })
  test('exports a document again only when its version changed', async () => {
    const desk = createDesk()
    await desk.say('agenda')
    await desk.say('agenda')
    expect(desk.counts.asked).toEqual([null, '1'])
    expect(await replied(desk, 'agenda')).toContain('- b')
  })
  test('gives the link alone when Drive fails or the gate refuses', async () => {
    const desk = createDesk()
    desk.answer.document = { failed: 'not-shared' }
    const failed = await replied(desk, 'agenda')
    expect(failed).toContain('The agenda is in the notes<https://docs.example.org/notes-1>.')
    desk.answer.document = { version: '2', text: '# 18 January 2023\n\n* Zeppelin\n' }
    desk.secret.words = 'Zeppelin'
    expect(await replied(desk, 'agenda')).toEqual(failed)
  })
  test('finds a moved meeting by its own date', async () => {
    const desk = createDesk({ series: [team({ overrides: [{ moved: '2023-01-18', to: '2023-03-02T08:00' }] })] })
    expect(await desk.say('agenda 2023-01-18')).toMatchObject({ about: { start: at('2023-03-02T16:00Z') } })
  })
  test.each([
    ['agenda 2023-01-19', 'no-meeting'],
    ['agenda nowhere', 'no-series'],
    ['agenda 2023-01-18 2023-02-01', 'usage'],
    ['agenda a b', 'usage'],
    ['agenda a b c', 'usage'],
  ])('%j is refused', async (typed, rule) => {
    expect(await refused(createDesk(), typed)).toBe(rule)
  })
})

describe('/meeting skip', () => {
  test('calls a meeting off: the next is the one after, the channel is told, the ledger knows who', async () => {
    const desk = createDesk()
    expect(await replied(desk, 'skip 2023-01-18')).toEqual([
      'There is no meeting of Security team on 2023-01-18.',
      'The next one: {2023-02-01T16:00:00Z}',
    ])
    expect(await replied(desk, 'next')).toContain('{2023-02-01T16:00:00Z}')
    await desk.perform()
    expect(desk.sent.map(({ place }) => place)).toEqual([{ channel: 'team' }])
    expect(desk.ledger).toEqual([
      {
        chain: 'desk',
        what: 'meeting.skipped',
        by: 'UKIM',
        at: at('2023-01-10T00:00Z'),
        body: { series: 'security-team', date: '2023-01-18' },
      },
    ])
  })
  test('is for one meeting once', async () => {
    const desk = createDesk()
    await desk.say('skip 2023-01-18')
    expect(await refused(desk, 'skip 2023-01-18')).toBe('no-meeting-to-skip')
    expect(desk.acts).toHaveLength(1)
  })
  test.each([
    ['skip', 'usage'],
    ['skip 2023-01-19', 'no-meeting-to-skip'],
    ['skip nowhere 2023-01-18', 'no-series'],
  ])('%j is refused and changes nothing', async (typed, rule) => {
    const desk = createDesk()
    expect(await refused(desk, typed)).toBe(rule)
    expect([desk.acts, desk.ledger]).toEqual([[], []])
  })
  test('a meeting that has begun is not called off', async () => {
    const desk = createDesk()
    desk.time.now = at('2023-01-18T16:00Z')
    expect(await refused(desk, 'skip 2023-01-18')).toBe('no-meeting-to-skip')
  })
  test('asks for the series where two meet on one day', async () => {
    const desk = createDesk({ series: [team(), second] })
    expect(await refused(desk, 'skip 2023-01-18')).toBe('which-series')
    expect(await desk.say('skip office-hours 2023-01-18')).toMatchObject({ about: { series: 'office-hours' } })
  })
  test('leaves an extra meeting to the operator', async () => {
    const desk = createDesk({ series: [team({ overrides: [{ extra: '2023-01-25T08:00' }] })] })
    expect(await refused(desk, 'skip 2023-01-25')).toBe('extra-meeting')
  })
})

describe('the tables', () => {
  const { module } = createDesk()
  test('anyone may see, hosts and leads may change', () => {
    const asked = (action: string, role: 'anyone' | 'host' | 'lead' | 'responder') =>
      may(module.permissions, { action, roles: new Set([role]), inRoom: false })
    expect([asked('meeting.see', 'anyone'), asked('meeting.change', 'anyone')]).toEqual([true, false])
    expect((['host', 'lead', 'responder'] as const).map((role) => asked('meeting.change', role))).toEqual([
      true,
      true,
      false,
    ])
  })
  test('every command has a permission, and every refusal its words', () => {
    for (const { may: action } of module.commands) expect(module.permissions.map((row) => row.action)).toContain(action)
    for (const rule of ['no-series', 'no-meeting', 'no-meeting-to-skip', 'which-series', 'extra-meeting']) {
      const said = module.rebuffs[rule]?.({})
      expect(said?.says.length).toBeGreaterThan(10)
      expect(said?.remedy.length).toBeGreaterThan(10)
    }
  })
})
