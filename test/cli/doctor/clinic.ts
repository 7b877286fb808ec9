import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { createClock } from '../../../src/adapters/clock.ts'
import { examine } from '../../../src/cli/doctor/examine.ts'
import { dkimRecord } from '../../../src/cli/doctor/judge-dkim.ts'
import { createDnsServer } from '../../../src/playground/dns.ts'
import { allScopes } from '../../../src/playground/slack/settings.ts'
import { startDistrustedWorld } from '../../playground/mail/world-for-tests.ts'
import { createWorld } from '../../setup/world.ts'
import type { Changes } from './fault.ts'

const scopes = [...allScopes, 'usergroups:read']

const series = {
  key: 'calls',
  name: 'Calls',
  first: '2027-01-13T08:00',
  zone: 'UTC',
  everyWeeks: 2,
  minutes: 60,
  channel: 'team',
  document: 'notes',
}

const listMail = [
  'From: Somebody <somebody@elsewhere.example>',
  'To: <kubeflow-security@lists.example>',
  'List-Id: <kubeflow-security.lists.example>',
  'Subject: Hello',
  'Message-ID: <hello@elsewhere.example>',
  '',
  'The text of a mail.',
  '',
].join('\r\n')

/** A world in which everything is as it should be, what a healthy DNS says, and the doctor in it. */
export const createClinic = async () => {
  const dns = await createDnsServer()
  const world = await createWorld({
    mail: 'list',
    drive: true,
    slack: { scopes },
    team: { series: [series], dnsServers: [dns.server] },
  })
  const { slack, ids, env, team } = world
  const [mail, drive] = [world.mail(), world.drive()]
  const distrusted = await startDistrustedWorld()
  const before = getCACertificates('default')
  setDefaultCACertificates([...before, readFileSync(mail.caFile, 'utf8')])
  const strange = slack.addChannel({ name: 'strange', members: [ids.ada] })
  const archived = slack.addChannel({ name: 'attic', members: [ids.ada], botIsMember: true })
  await world.ada.archive(archived)
  mail.witness.receive(Buffer.from(listMail))

  const putNotes = (mimeType?: string) =>
    drive.documents.putDocument({
      id: 'notes',
      name: 'Notes',
      markdown: '# The words of the notes',
      sharedWith: [drive.email],
      ...(mimeType ? { mimeType } : {}),
    })
  const heal = () => {
    slack.setScopes(scopes)
    slack.faults.clear()
    mail.faults.clear()
    putNotes()
    dns.put('cordon.example', 'v=spf1 ip4:127.0.0.1 -all')
    dns.put('desk._domainkey.cordon.example', dkimRecord(createPrivateKey(env.DKIM_KEY ?? '')))
    dns.put('_dmarc.cordon.example', 'v=DMARC1; p=reject; rua=mailto:dmarc@cordon.example')
  }
  heal()

  const clock = createClock()
  /** People by the names that the tests know them by. */
  const named = (check: string): string =>
    Object.entries(ids).reduce((text, [name, id]) => text.replace(id, name.toUpperCase()), check)
  return {
    world,
    slack,
    ids,
    env,
    team,
    mail,
    drive,
    dns,
    distrusted,
    scopes,
    strange,
    archived,
    /** A service account whose key Google has forgotten. */
    strangeCredentials: (env.GOOGLE_CREDENTIALS ?? '').replace(drive.email, 'gone@playground.iam.gserviceaccount.com'),
    putNotes,
    heal,
    examine: async (it: Changes = {}) => {
      const yaml = JSON.stringify({ ...team, ...it.team })
      const findings = await examine({
        env: { ...env, ...it.env },
        readFile: (path) => (path === env.CORDON_CONFIG ? yaml : readFileSync(path, 'utf8')),
        modeOf: () => it.envMode ?? 0o100600,
        clock: { ...clock, line: () => clock.line() + (it.ahead ?? 0) },
      })
      return findings.map((each) => ({ ...each, check: named(each.check) }))
    },
    stop: async () => {
      setDefaultCACertificates(before)
      await Promise.all([world.stop(), dns.stop(), distrusted.stop()])
    },
  }
}

export type Clinic = Awaited<ReturnType<typeof createClinic>>
