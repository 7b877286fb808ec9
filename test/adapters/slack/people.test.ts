import { describe, expect, test } from 'vitest'
import { createPeople, standingOf } from '../../../src/adapters/slack/people.ts'
import { createFakeSlack } from './fake-slack.ts'
import { createFakeClock } from './fakes.ts'

const ada = { id: 'UADA', team_id: 'T1', name: 'ada', profile: { display_name: 'Ada' }, tz: 'Europe/London' }
const says = (user: object) => ({ body: { ok: true, user } })

const setUp = (team: string | null = 'T1') => {
  const { clock, move } = createFakeClock()
  const fake = createFakeSlack(clock)
  fake.answer('users.info', says(ada))
  return { fake, move, people: createPeople(fake.slack, () => team) }
}

describe('what an account is', () => {
  test.each([
    [{}, 'member'],
    [{ deleted: true, is_restricted: true }, 'deactivated'],
    [{ is_bot: true }, 'bot'],
    [{ id: 'USLACKBOT' }, 'bot'],
    [{ is_workflow_bot: true }, 'bot'],
    [{ is_restricted: true }, 'guest'],
    [{ is_ultra_restricted: true }, 'guest'],
    [{ team_id: 'T2' }, 'foreign'],
    [{ team_id: 'T2', is_restricted: true }, 'foreign'],
    [{ is_stranger: true }, 'foreign'],
    [{ team_id: 'T2', enterprise_user: { teams: ['T2', 'T1'] } }, 'member'],
  ])('%j is %s', (more, expected) => {
    expect(standingOf({ ...ada, ...more }, 'T1')).toBe(expected)
  })
  test('of no known team is foreign', () => {
    expect(standingOf({ id: 'UADA' }, 'T1')).toBe('foreign')
  })
})

describe('a person', () => {
  test('is asked for once in ten minutes, also when two ask at a time', async () => {
    const it = setUp()
    const [one, other] = await Promise.all([it.people.lookup('UADA'), it.people.lookup('UADA')])
    expect(one).toEqual({ id: 'UADA', name: 'Ada', standing: 'member', zone: 'Europe/London' })
    expect(other).toEqual(one)
    it.move(10 * 60_000 - 1)
    await it.people.lookup('UADA')
    expect(it.fake.calls).toHaveLength(1)
    it.move(1)
    it.fake.answer('users.info', says({ ...ada, deleted: true }))
    expect(await it.people.lookup('UADA')).toMatchObject({ standing: 'deactivated' })
  })
  test.each([
    ['an error', { body: { ok: false, error: 'user_not_found' } }],
    ['a cut', 'cut' as const],
    ['another person', says({ ...ada, id: 'UBOB' })],
    ['nobody', { body: { ok: true } }],
  ])('is unknown when Slack answers with %s, and is asked for again', async (_, answer) => {
    const it = setUp()
    it.fake.answer('users.info', answer, says(ada))
    expect(await it.people.lookup('UADA')).toBeNull()
    expect(await it.people.lookup('UADA')).toMatchObject({ id: 'UADA' })
  })
  test('is unknown while the workspace is', async () => {
    expect(await setUp(null).people.lookup('UADA')).toBeNull()
  })
})
