import { generateKeyPairSync } from 'node:crypto'
import { dkimRecord } from '../../../src/cli/doctor/judge-dkim.ts'
import { done, type Fault } from './fault.ts'

const otherKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const wrongPassword = (url = ''): string => url.replace(/:[^:@]+@/, ':wrong-password@')

/** What can be wrong with the accounts. */
export const accountFaults: readonly Fault[] = [
  {
    fault: 'a wrong SMTP login',
    does: (it) => ({ env: { SMTP_URL: wrongPassword(it.env.SMTP_URL) } }),
    changes: { 'mail.smtp': 'fails' },
    shown: 'mail.smtp',
    remedy: /app password/,
    who: 'mail admin',
  },
  {
    fault: 'SMTP gone',
    does: (it) => ({ env: { SMTP_URL: it.env.SMTP_URL?.replace(/:\d+$/, ':1') } }),
    changes: { 'mail.smtp': 'fails' },
    shown: 'mail.smtp',
    remedy: /host and port in SMTP_URL/,
    who: 'operator',
  },
  {
    fault: 'SMTP hangs up at the login',
    does: (it) => done(it.mail.faults.add({ step: 'auth', trouble: 'cut' })),
    changes: { 'mail.smtp': 'fails' },
    shown: 'mail.smtp',
    remedy: /host and port in SMTP_URL/,
    who: 'operator',
  },
  {
    fault: 'SMTP by TLS of an unknown authority',
    does: (it) => ({ env: { SMTP_URL: it.distrusted.smtpUrl('desk@cordon.example') } }),
    changes: { 'mail.smtp': 'fails' },
    shown: 'mail.smtp',
    remedy: /NODE_EXTRA_CA_CERTS/,
    who: 'mail admin',
  },
  {
    fault: 'a wrong witness login',
    does: (it) => ({ env: { WITNESS_IMAP_URL: wrongPassword(it.env.WITNESS_IMAP_URL) } }),
    changes: { 'mail.witness': 'fails', 'mail.list.kubeflow-security': 'gone' },
    shown: 'mail.witness',
    remedy: /Switch IMAP on/,
    who: 'mail admin',
  },
  {
    fault: 'a wrong bounce login',
    does: (it) => ({ env: { BOUNCE_IMAP_URL: wrongPassword(it.env.BOUNCE_IMAP_URL) } }),
    changes: { 'mail.bounce': 'fails' },
    shown: 'mail.bounce',
    remedy: /set it in BOUNCE_IMAP_URL/,
    who: 'mail admin',
  },
  {
    fault: 'a witness on the account that sends',
    does: (it) => ({ env: { WITNESS_IMAP_URL: it.env.BOUNCE_IMAP_URL } }),
    changes: { 'mail.witness-account': 'fails', 'mail.list.kubeflow-security': 'warns' },
    shown: 'mail.witness-account',
    remedy: /another account/,
    who: 'operator',
  },
  {
    fault: 'a list that the witness never heard of',
    does: (it) => ({ env: { WITNESS_IMAP_URL: it.mail.imapUrl('newcomer@elsewhere.example') } }),
    changes: { 'mail.list.kubeflow-security': 'warns' },
    shown: 'mail.list.kubeflow-security',
    remedy: /^Subscribe the mailbox of WITNESS_IMAP_URL, let desk@cordon\.example post/,
    who: 'list owner',
  },
]

const key = 'desk._domainkey.cordon.example'
const published = new RegExp(`^Publish at ${key.replaceAll('.', '\\.')}: v=DKIM1; k=rsa; p=MII`)

/** What can be wrong in DNS. */
export const recordFaults: readonly Fault[] = [
  {
    fault: 'no DKIM record',
    does: (it) => done(it.dns.remove(key)),
    changes: { 'mail.dkim': 'fails' },
    shown: 'mail.dkim',
    remedy: published,
    who: 'DNS admin',
  },
  {
    fault: 'a DKIM record of another key',
    does: (it) => done(it.dns.put(key, dkimRecord(otherKey()))),
    changes: { 'mail.dkim': 'fails' },
    shown: 'mail.dkim',
    remedy: published,
    who: 'DNS admin',
  },
  {
    fault: 'no SPF record',
    does: (it) => done(it.dns.put('cordon.example', 'some-site-verification=1')),
    changes: { 'mail.spf.cordon.example': 'warns' },
    shown: 'mail.spf.cordon.example',
    remedy: /^Publish at cordon\.example: v=spf1 /,
    who: 'DNS admin',
  },
  {
    fault: 'no DMARC record',
    does: (it) => done(it.dns.remove('_dmarc.cordon.example')),
    changes: { 'mail.dmarc.cordon.example': 'warns' },
    shown: 'mail.dmarc.cordon.example',
    remedy: /^Publish at _dmarc\.cordon\.example: v=DMARC1/,
    who: 'DNS admin',
  },
  {
    fault: 'a DNS server that refuses',
    does: () => ({ team: { dnsServers: ['127.0.0.1:1'] } }),
    changes: { 'mail.dkim': 'warns', 'mail.spf.cordon.example': 'warns', 'mail.dmarc.cordon.example': 'warns' },
    shown: 'mail.dkim',
    remedy: /dnsServers in cordon\.yaml/,
    who: 'operator',
  },
]
