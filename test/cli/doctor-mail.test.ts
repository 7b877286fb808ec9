import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dkimRecord, judgeDkim } from '../../src/cli/doctor/judge-dkim.ts'
import { judgeList, judgeMailbox, judgeSubmission, judgeWitnessAccount } from '../../src/cli/doctor/judge-mail.ts'
import { judgeDmarc, judgeSpf } from '../../src/cli/doctor/judge-senders.ts'
import { tagsOf } from '../../src/cli/doctor/records.ts'
import { type Row, testRows } from './doctor/rows.ts'

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

describe('of the signing key', () => testRows(signing))
describe('of the domains that mails come from', () => testRows(sending))
describe('of the accounts', () => testRows(accounts))

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
