import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgeConfig, judgeEnvFile } from '../../src/cli/doctor/config.ts'
import { type Finding, fails, operator, passes, warns } from '../../src/cli/doctor/finding.ts'
import { judgeClock, skewOf } from '../../src/cli/doctor/judge-clock.ts'
import { judgeDisk, judgeStore } from '../../src/cli/doctor/judge-data.ts'
import { dkimRecord, judgeDkim } from '../../src/cli/doctor/judge-dkim.ts'
import { judgeDocument } from '../../src/cli/doctor/judge-drive.ts'
import { judgeList, judgeMailbox, judgeSubmission, judgeWitnessAccount } from '../../src/cli/doctor/judge-mail.ts'
import { judgeDmarc, judgeSpf } from '../../src/cli/doctor/judge-senders.ts'
import {
  judgeAppToken,
  judgeBotToken,
  judgePerson,
  judgePlace,
  judgeScopes,
  judgeTrouble,
} from '../../src/cli/doctor/judge-slack.ts'
import { inJson, inWords } from '../../src/cli/doctor/print-findings.ts'
import { tagsOf } from '../../src/cli/doctor/records.ts'
import { runChecks } from '../../src/cli/doctor/run-checks.ts'

type Row = readonly [what: string, found: Finding | undefined, state: Finding['state'] | undefined, says: RegExp]

const rsa = (bits: number) => generateKeyPairSync('rsa', { modulusLength: bits }).privateKey
const key = rsa(2048)
const dkim = { key, selector: 's1', domain: 'x.example' }
const pkcs1 = createPublicKey(key).export({ type: 'pkcs1', format: 'der' }).toString('base64')
const texts = (...all: readonly string[]) => ({ texts: all })
const spf = (record: string, host: string | null = 'smtp.mail.example') => judgeSpf('x.example', texts(record), host)
const dmarc = (record: string, d: string | null = 'x.example', at = 'x.example') =>
  judgeDmarc('x.example', { ...texts(record), at }, d)

const signing: readonly Row[] = [
  ['the right key', judgeDkim(dkim, texts(dkimRecord(key))), 'passes', /2048 bits/],
  ['the right key, in the older form', judgeDkim(dkim, texts(`p=${pkcs1}`)), 'passes', /published/],
  ['the right key, with spaces', judgeDkim(dkim, texts(dkimRecord(key).replace('p=MII', 'p= MI I'))), 'passes', /pub/],
  ['a short key of somebody', judgeDkim(dkim, texts(dkimRecord(rsa(1024)))), 'fails', /another key/],
  ['no record', judgeDkim(dkim, texts()), 'fails', /there is no DKIM record at s1\._domainkey\.x\.example/],
  ['another text', judgeDkim(dkim, texts('hello')), 'fails', /no DKIM record/],
  ['a revoked key', judgeDkim(dkim, texts('v=DKIM1; p=')), 'fails', /revoked/],
  ['rubbish for a key', judgeDkim(dkim, texts('v=DKIM1; p=!!')), 'fails', /cannot be read/],
  ['two records', judgeDkim(dkim, texts(dkimRecord(key), dkimRecord(key))), 'fails', /several/],
  ['a record that is a test', judgeDkim(dkim, texts(`t=s:y; ${dkimRecord(key)}`)), 'warns', /test/],
  ['no answer', judgeDkim(dkim, { failed: 'ETIMEOUT' }), 'warns', /no DNS server told .+ \(ETIMEOUT\)/],
]

const sending: readonly Row[] = [
  ['-all and the host', spf('v=spf1 include:mail.example -all'), 'passes', /refused/],
  ['~all and the host', spf('v=spf1 a:out.mail.example ~all'), 'passes', /suspected/],
  ['Gmail’s host and Google’s record', spf('v=spf1 include:_spf.google.com ~all', 'smtp.gmail.com'), 'passes', /SPF/],
  ['an address', spf('v=spf1 ip4:192.0.2.1/32 -all', '192.0.2.1'), 'passes', /SPF/],
  ['no host to look for', spf('v=spf1 -all', null), 'passes', /SPF/],
  ['a redirect', spf('v=spf1 redirect=_spf.mail.example'), 'passes', /redirect/],
  ['another host', spf('v=spf1 include:other.example -all'), 'warns', /does not visibly name/],
  ['?all', spf('v=spf1 include:mail.example ?all'), 'warns', /does not end in/],
  ['no end', spf('v=spf1 include:mail.example'), 'warns', /does not end in/],
  ['+all', spf('v=spf1 +all'), 'fails', /everybody/],
  ['all', spf('v=spf1 all'), 'fails', /everybody/],
  ['none', spf('v=spf10 -all'), 'warns', /no SPF record/],
  ['two', judgeSpf('x.example', texts('v=spf1 -all', 'v=spf1 ~all'), null), 'fails', /2 SPF records/],
  ['p=reject', dmarc('v=DMARC1; p=reject'), 'passes', /aligns/],
  ['p=quarantine without a key of ours', dmarc('v=DMARC1;p=quarantine', null), 'passes', /p=quarantine$/],
  ['p=none', dmarc('v=DMARC1; p=none'), 'warns', /only reports/],
  ['no p', dmarc('v=DMARC1; rua=mailto:a@b.example'), 'fails', /no valid p=/],
  ['no DMARC', dmarc('v=spf1 -all'), 'warns', /no DMARC record/],
  [
    'two DMARC',
    judgeDmarc('x.example', { texts: ['v=DMARC1', 'v=DMARC1'], at: 'x.example' }, null),
    'fails',
    /several/,
  ],
  ['d= below', dmarc('v=DMARC1; p=reject', 'mail.x.example'), 'passes', /aligns/],
  ['d= below, strictly', dmarc('v=DMARC1; p=reject; adkim=s', 'mail.x.example'), 'fails', /does not align/],
  ['d= of another', dmarc('v=DMARC1; p=reject', 'y.example'), 'fails', /y\.example\) does not align/],
  ['d= that only ends alike', dmarc('v=DMARC1; p=reject', 'notx.example'), 'fails', /does not align/],
  ['no DNS', judgeDmarc('x.example', { failed: 'ESERVFAIL', at: 'x.example' }, null), 'warns', /ESERVFAIL/],
]

const box = (failed: 'login' | 'connection' | 'timeout') => judgeMailbox('mail.witness', 'WITNESS_IMAP_URL', { failed })
const list = { key: 'a', listId: 'a.lists.example', from: 'desk@x.example' }
const account = { host: 'imap.example', user: 'Desk@x.example' }
const accounts: readonly Row[] = [
  ['let in', judgeSubmission({ let: 'in', encrypted: true }), 'passes', /nothing was sent/],
  ['let in in clear', judgeSubmission({ let: 'in', encrypted: false }), 'warns', /in clear/],
  ['a wrong password', judgeSubmission({ failed: 'login', answer: 535 }), 'fails', /password \(it answers 535\)/],
  ['no host', judgeSubmission({ failed: 'connection', answer: null }), 'fails', /cannot be reached/],
  ['a strange certificate', judgeSubmission({ failed: 'tls', answer: null }), 'fails', /not trusted/],
  ['a mailbox', judgeMailbox('mail.x', 'X', { folders: 3, lists: {} }), 'passes', /3 folders/],
  ['a mailbox without folders', judgeMailbox('mail.x', 'X', { folders: 0, lists: {} }), 'fails', /no Inbox/],
  ['a mailbox’s wrong password', box('login'), 'fails', /refuses user or password/],
  ['a mailbox out of reach', box('connection'), 'fails', /connection/],
  ['a list that is heard', judgeList(list, { folders: 1, lists: { 'a.lists.example': true } })[0], 'passes', /has had/],
  ['a list that is not', judgeList(list, { folders: 1, lists: {} })[0], 'warns', /List-Id a\.lists\.example/],
  ['a witness of its own', judgeWitnessAccount({ ...account, user: 'desk@x.example' }, account)[0], 'fails', /nothing/],
]

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

describe.each([
  ['signing', signing],
  ['sending domains', sending],
  ['mail accounts', accounts],
  ['Slack', slack],
  ['the machine and what it reads', machine],
])('%s', (_subject, rows) => {
  test.each(rows)('%s', (_what, found, state, says) => {
    expect([found?.state, String(found?.says)]).toEqual([state, expect.stringMatching(says)])
    // Whatever does not pass says what to do about it, in one line, and who can.
    expect([found?.remedy, found?.who].every((it) => it != null)).toBe(state === 'warns' || state === 'fails')
    expect(found?.remedy ?? '').not.toContain('\n')
  })
})

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

test('records are read whatever they hold', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      tagsOf(text)
      for (const record of [text, `v=spf1 ${text}`, `v=DMARC1; p=none; ${text}`, `p=${text}`]) {
        expect(judgeSpf('x.example', texts(record), text).check).toBe('mail.spf.x.example')
        expect(judgeDmarc('x.example', { ...texts(record), at: 'x.example' }, text).check).toBe('mail.dmarc.x.example')
        expect(judgeDkim(dkim, texts(record)).state).not.toBe('passes')
      }
    }),
  )
})

describe('the checks', () => {
  const never = () => new Promise<never>(() => undefined)
  /** A clock on which ten seconds are over at once, or never. */
  const over = { pause: async () => undefined }
  const still = { pause: never }
  const good = { name: 'b', run: async () => [passes('b', 'well')] }

  test('each has its own time, and is called off when it is over', async () => {
    let calledOff = false
    const run = (signal: AbortSignal) => {
      signal.addEventListener('abort', () => {
        calledOff = true
      })
      return never()
    }
    const found = await runChecks([{ name: 'a', run }], over)
    expect(found).toMatchObject([{ check: 'a', state: 'fails', says: 'did not come to an end within 10 s' }])
    expect(calledOff).toBe(true)
  })

  test('one that breaks stops no other, and its words are not repeated', async () => {
    const bad = {
      name: 'a',
      run: () => {
        throw new TypeError('hush-hush')
      },
    }
    const found = await runChecks([bad, good], still)
    expect(found.map(({ check, state }) => [check, state])).toEqual([
      ['a', 'fails'],
      ['b', 'passes'],
    ])
    expect(found[0]?.says).toBe('could not be tried (TypeError)')
  })
})

test('findings are printed in groups with their counts, or one a line for programs', () => {
  const found = [
    warns('slack.place.team', 'is far', operator('Go there.')),
    passes('data.disk', 'is large'),
    fails('config.TZ', 'is odd', operator('Mend it.')),
  ]
  expect(inWords(found)).toEqual([
    'Configuration',
    '  FAIL  TZ: is odd',
    '        operator: Mend it.',
    '',
    'Slack',
    '  warn  place.team: is far',
    '        operator: Go there.',
    '',
    'Data',
    '  ok    disk: is large',
    '',
    '1 passes, 1 warns, 1 fails',
  ])
  expect(inJson(found)[1]).toBe('{"check":"data.disk","state":"passes","says":"is large","remedy":null,"who":null}')
})
