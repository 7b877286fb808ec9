import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgeConfig, judgeEnvFile } from '../../src/cli/doctor/config.ts'
import { judgeClock, skewOf } from '../../src/cli/doctor/judge-clock.ts'
import { judgeDisk, judgeStore } from '../../src/cli/doctor/judge-data.ts'
import { judgeDocument } from '../../src/cli/doctor/judge-drive.ts'
import {
  judgeAppToken,
  judgeBotToken,
  judgePerson,
  judgePlace,
  judgeScopes,
  judgeTrouble,
} from '../../src/cli/doctor/judge-slack.ts'
import { type Row, testRows } from './doctor/rows.ts'

const refused = (code: string) => ({ code, means: 'refused' as const })
const lost = { code: 'timeout', means: 'lost' as const }
const wait = { code: 'ratelimited', means: 'wait' as const }
const channel = { name: 'team', archived: false, member: true, shared: false }
const place = (answer: Parameters<typeof judgePlace>[1]) => judgePlace('team', answer, 'cordon')
const person = (answer: Parameters<typeof judgePerson>[1]) => judgePerson({ id: 'U1', roles: ['lead', 'host'] }, answer)
const slack: readonly Row[] = [
  ['a good bot token', judgeBotToken(null), 'passes', /accepts/],
  ['a bot token that waits out', judgeBotToken({ code: 'invalid_auth', means: 'wait' }), 'fails', /\(invalid_auth\)/],
  ['no Slack', judgeBotToken(lost), 'fails', /does not answer \(timeout\)/],
  ['too many calls', judgeBotToken(wait), 'warns', /asks to wait/],
  ['a good app token', judgeAppToken(null), 'passes', /Socket Mode/],
  ['an app token without its scope', judgeAppToken(refused('missing_scope')), 'fails', /\(missing_scope\)/],
  ['too many connections', judgeAppToken(wait), 'warns', /asks to wait/],
  ['all scopes', judgeScopes({ on: ['core'], off: [], lacking: [] })[0], 'passes', /core/],
  ['a scope too few', judgeScopes({ on: [], off: [], lacking: ['im:write'] })[0], 'fails', /im:write/],
  ['a place', place({ ok: channel }), 'passes', /#team/],
  ['a place without us', place({ ok: { ...channel, member: false } }), 'fails', /not in #team/],
  ['an archived place', place({ ok: { ...channel, archived: true, member: false } }), 'fails', /archived/],
  ['a place of two organisations', place({ ok: { ...channel, shared: true } }), 'warns', /shared/],
  ['no place', place({ trouble: refused('channel_not_found') }), 'fails', /no such channel/],
  ['an unseen place', place({ trouble: refused('missing_scope') }), 'warns', /channels:read/],
  ['a member', person({ ok: 'member' }), 'passes', /lead, host/],
  ['a guest', person({ ok: 'guest' }), 'fails', /is a guest, and holds no role/],
  ['a foreigner', person({ ok: 'foreign' }), 'fails', /another workspace/],
  ['a bot', person({ ok: 'bot' }), 'fails', /is a bot/],
  ['somebody who left', person({ ok: 'deactivated' }), 'fails', /deactivated/],
  ['nobody', person({ trouble: refused('user_not_found') }), 'fails', /no such person/],
  ['another refusal', judgeTrouble('slack.x', refused('team_access_not_granted')), 'fails', /team_access_not_granted/],
]

const document = (failed: 'not-shared' | 'deleted' | 'not-a-document' | 'too-large' | 'refused' | 'later') =>
  judgeDocument('drive.calls', { failed, reason: 'invalid_grant' }, 'a@b.example')
const gigabyte = 1024 ** 3
const disk = (free: number, writable = true) => judgeDisk({ free, writable })
const store = (schema: 'none' | 'empty' | 'older' | 'current') => judgeStore('sqlite', { schema })
const clock = (there: number) => judgeClock('clock.slack', 'Slack’s', { there, asked: 500_000, answered: 500_100 })[0]
const machine: readonly Row[] = [
  ['a document', judgeDocument('drive.calls', { read: true }, 'a@b.example'), 'passes', /a@b\.example/],
  ['one not shared', document('not-shared'), 'fails', /not shared/],
  ['one in the bin', document('deleted'), 'fails', /bin/],
  ['a picture', document('not-a-document'), 'fails', /no Google document/],
  ['one too large', document('too-large'), 'fails', /10 MB/],
  ['a refused account', document('refused'), 'fails', /\(invalid_grant\)/],
  ['a Drive that is down', document('later'), 'warns', /does not answer/],
  ['new data', store('none'), 'passes', /first start makes/],
  ['empty data', store('empty'), 'passes', /first start makes/],
  ['older data', store('older'), 'warns', /older Cordon/],
  ['current data', store('current'), 'passes', /up to date/],
  ['a large disk', disk(5 * gigabyte), 'passes', /5 GB/],
  ['a disk with one byte too few', disk(gigabyte - 1), 'warns', /1023 MB/],
  ['a disk with just enough', disk(100 * 1024 ** 2), 'warns', /100 MB/],
  ['a full disk', disk(100 * 1024 ** 2 - 1), 'fails', /99 MB/],
  ['a disk that cannot be written', disk(5 * gigabyte, false), 'fails', /cannot be written/],
  ['a clock that agrees', clock(499_000), 'passes', /agrees/],
  ['a clock 2 s ahead', clock(497_000), 'passes', /agrees/],
  ['a clock more than 2 s ahead', clock(496_000), 'warns', /3 s off/],
  ['a clock more than 2 s behind', clock(503_000), 'warns', /3 s off/],
  ['a clock a minute behind', clock(561_000), 'fails', /61 s off/],
  ['no other clock', judgeClock('clock.slack', 'Slack’s', null)[0], undefined, /undefined/],
  ['a file of secrets for all', judgeEnvFile(0o100640)[0], 'warns', /others/],
  ['one for its owner', judgeEnvFile(0o100600)[0], 'passes', /owner alone/],
  ['no file of secrets', judgeEnvFile(null)[0], undefined, /undefined/],
  ['a whole configuration', judgeConfig([])[0], 'passes', /whole/],
]

describe('of Slack', () => testRows(slack))
describe('of the machine, and what it reads', () => testRows(machine))

test('two clocks that agree are never called apart, however slow the answer and coarse its date', () => {
  const span = fc.nat({ max: 10_000_000 })
  fc.assert(
    fc.property(span, span, span, (asked, before, after) => {
      const there = asked + before
      const whole = Math.floor(there / 1000) * 1000
      expect(skewOf({ there: whole, asked, answered: there + after }, 1000)).toBe(0)
    }),
  )
})
