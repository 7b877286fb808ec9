import { describe, expect, test } from 'vitest'
import { createIdentity, SlackRefused } from '../../../src/adapters/slack/identity.ts'
import { createPace } from '../../../src/adapters/slack/pace.ts'
import { features } from '../../../src/adapters/slack/scopes.ts'
import { backOff } from '../../../src/adapters/slack/socket.ts'
import { createFakeSlack } from './fake-slack.ts'
import { createFakeClock, noon } from './fakes.ts'

const scopes = features.flatMap((it) => it.scopes)
const known = {
  headers: { 'x-oauth-scopes': scopes.join(',') },
  body: { ok: true, user_id: 'UCORDON', team_id: 'T1', url: 'https://team.slack.com/' },
}
const no = (error: string) => ({ body: { ok: false, error } })

const setUp = () => {
  const { clock } = createFakeClock()
  const fake = createFakeSlack(clock)
  const logged: string[] = []
  const log = (_: string, what: string) => void logged.push(what)
  return { fake, logged, identity: createIdentity({ slack: fake.slack, wanted: features, log }) }
}

describe('who Cordon is in Slack', () => {
  test('is known after one answer, with what it may do', async () => {
    const it = setUp()
    it.fake.answer('auth.test', known)
    await it.identity.start()
    expect(it.identity.known()).toMatchObject({ user: 'UCORDON', team: 'T1', granted: { off: [], lacking: [] } })
    expect(it.identity.why()).toEqual([])
  })
  test.each(['invalid_auth', 'account_inactive', 'token_revoked'])(
    'ends the start at %s, with what to do',
    async (code) => {
      const it = setUp()
      it.fake.answer('auth.test', no(code))
      const refused = it.identity.start()
      await expect(refused).rejects.toThrow(SlackRefused)
      await expect(refused).rejects.toThrow(/new bot token/)
    },
  )
  test('is asked for again while Slack cannot be reached, and Cordon is unready until then', async () => {
    const it = setUp()
    it.fake.answer('auth.test', 'cut', { status: 503 }, known)
    await it.identity.start()
    expect(it.identity.why()).toEqual(['slack: network'])
    while (!it.identity.known()) await it.fake.slack.clock.pause(0)
    expect(it.identity.why()).toEqual([])
    expect(it.fake.calls).toHaveLength(3)
  })
  test('is looked at each minute: a token revoked later makes Cordon unready, and a change of scopes is said once', async () => {
    const it = setUp()
    it.fake.answer('auth.test', { ...known, headers: { 'x-oauth-scopes': 'commands' } })
    await it.identity.start()
    await it.identity.ask()
    expect(it.logged.filter((what) => what === 'slack.scopes-missing')).toHaveLength(1)
    it.fake.answer('auth.test', no('token_revoked'))
    await it.identity.ask()
    expect(it.identity.why()).toContain('slack: token_revoked')
  })
})

describe('turns in a channel', () => {
  test('come one a second; where more than five wait, later', async () => {
    const { clock } = createFakeClock()
    const still = { ...clock, pause: async () => {} }
    const pace = createPace(still)
    const turns: (number | null)[] = []
    for (let at = 0; at < 8; at++) turns.push(await pace.turn('C1'))
    expect(turns).toEqual([null, null, null, null, null, null, noon + 6_000, noon + 6_000])
    expect(await pace.turn('C2')).toBeNull()
  })
})

describe('the wait before a connection', () => {
  test('is none at first, then doubles up to half a minute', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 60].map(backOff)).toEqual([0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
  })
})
