import { createDns, probeMailbox, probeSubmission, type TxtAnswer } from '../../adapters/mail/probe.ts'
import type { ConfigParts } from '../../config.ts'
import type { Clock } from '../../kernel/time.ts'
import { operator, warns } from './finding.ts'
import { judgeDkim } from './judge-dkim.ts'
import { judgeList, judgeMailbox, judgeSubmission, judgeWitnessAccount } from './judge-mail.ts'
import { type DmarcFound, judgeDmarc, judgeSpf } from './judge-senders.ts'
import type { Check } from './run-checks.ts'

type Parts = Pick<ConfigParts, 'smtp' | 'witness' | 'intake' | 'bounce' | 'dkim' | 'team'>
type Dns = Readonly<{ txt(name: string): Promise<TxtAnswer> }>

/** Each list with the domain that its mails come from. */
const listsOf = ({ team }: Parts) =>
  Object.entries(team.lists ?? {}).map(([key, { from, listId }]) => ({ key, listId, from: from.address.toLowerCase() }))

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)

/** The DMARC record of a domain, else that of the nearest domain above it that has one; never of a top domain. */
const dmarcOf = async (dns: Dns, domain: string): Promise<DmarcFound> => {
  const answer = await dns.txt(`_dmarc.${domain}`)
  const above = domain.slice(domain.indexOf('.') + 1)
  const found = 'failed' in answer || answer.texts.some((text) => /^v=DMARC1/i.test(text))
  return found || !above.includes('.') ? { ...answer, at: domain } : dmarcOf(dns, above)
}

const recordChecks = (parts: Parts, dns: Dns): readonly Check[] => {
  const { dkim, smtp } = parts
  const domains = [...new Set(listsOf(parts).map(({ from }) => domainOf(from)))]
  const unsigned = warns(
    'mail.dkim',
    'Cordon does not sign its mails (no DKIM_KEY)',
    operator('Nothing, if the mail host signs for the domain of from; else set DKIM_KEY, DKIM_SELECTOR, DKIM_DOMAIN.'),
  )
  const key: Check = {
    name: 'mail.dkim',
    run: async () => {
      if (!dkim) return domains.length > 0 ? [unsigned] : []
      return [judgeDkim(dkim, await dns.txt(`${dkim.selector}._domainkey.${dkim.domain}`))]
    },
  }
  return [
    key,
    ...domains.flatMap((domain): readonly Check[] => [
      {
        name: `mail.spf.${domain}`,
        run: async () => [judgeSpf(domain, await dns.txt(domain), smtp?.host ?? null)],
      },
      {
        name: `mail.dmarc.${domain}`,
        run: async () => [judgeDmarc(domain, await dmarcOf(dns, domain), dkim?.domain ?? null)],
      },
    ]),
  ]
}

const mailboxes = [
  ['bounce', 'BOUNCE_IMAP_URL'],
  ['intake', 'INTAKE_IMAP_URL'],
] as const

const accountChecks = (parts: Parts, clock: Clock): readonly Check[] => {
  const { smtp, witness } = parts
  const lists = listsOf(parts)
  const submission: Check | null = smtp && {
    name: 'mail.smtp',
    run: async (signal) => [judgeSubmission(await probeSubmission({ account: smtp, clock }, signal))],
  }
  const witnessing: Check | null = witness && {
    name: 'mail.witness',
    run: async (signal) => {
      const listIds = lists.map(({ listId }) => listId)
      const answer = await probeMailbox({ account: witness, listIds, clock }, signal)
      return [
        judgeMailbox('mail.witness', 'WITNESS_IMAP_URL', answer),
        ...judgeWitnessAccount(smtp, witness),
        ...lists.flatMap((list) => judgeList(list, answer)),
      ]
    },
  }
  const others = mailboxes.map(([which, setting]): Check | null => {
    const account = parts[which]
    const name = `mail.${which}`
    return (
      account && {
        name,
        run: async (signal) => [
          judgeMailbox(name, setting, await probeMailbox({ account, listIds: [], clock }, signal)),
        ],
      }
    )
  })
  return [submission, witnessing, ...others].filter((check) => check !== null)
}

/** Checks of mail: the accounts, without a mail, and what stands in DNS about the domains that mails come from. */
export const mailChecks = (parts: Parts, clock: Clock): readonly Check[] => [
  ...accountChecks(parts, clock),
  ...recordChecks(parts, createDns(parts.team.dnsServers ?? [])),
]
