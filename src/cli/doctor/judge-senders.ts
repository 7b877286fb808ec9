import { type Finding, fails, passes, type Remedy, warns } from './finding.ts'
import { isBelow, type Texts, tagsOf, unanswered } from './records.ts'

const dns = (remedy: string): Remedy => ({ remedy, who: 'DNS admin' })

/** Hosts that send from another domain than they take mail at. */
const otherNames: Readonly<Record<string, string>> = {
  'gmail.com': 'google.com',
  'office365.com': 'outlook.com',
  'amazonaws.com': 'amazonses.com',
}
const lastTwo = (host: string): string => host.split('.').slice(-2).join('.')

/** Whether a term of the record visibly names the host: by its address, or by a name in the same domain. */
const names = (term: string, host: string): boolean => {
  const value = term.replace(/^[+?~-]?[a-z0-9]+[:=]/i, '').toLowerCase()
  const domain = lastTwo(host)
  return value.split('/')[0] === host || [domain, otherNames[domain]].includes(lastTwo(value.split('/')[0] ?? ''))
}

const ends: Readonly<Record<string, string>> = { '-all': 'refused', '~all': 'suspected' }

/** The SPF record of the domain that mails come from (RFC 7208); `host` takes Cordon's mail, null where none is set. */
export const judgeSpf = (domain: string, answer: Texts, host: string | null): Finding => {
  const check = `mail.spf.${domain}`
  if ('failed' in answer) return unanswered(check, domain, answer.failed)
  const records = answer.texts.filter((text) => /^v=spf1( |$)/i.test(text))
  const [record, ...more] = records
  if (record === undefined)
    return warns(check, `${domain} has no SPF record`, dns(`Publish at ${domain}: v=spf1 include:YOUR-MAIL-HOST -all`))
  if (more.length > 0)
    return fails(check, `${domain} has ${records.length} SPF records, which counts as none`, dns('Join them into one.'))
  const terms = record.split(/\s+/).slice(1)
  const last = terms.find((term) => /^[+?~-]?all$/i.test(term))?.toLowerCase() ?? ''
  const redirected = terms.some((term) => /^redirect=/i.test(term))
  if (['all', '+all'].includes(last))
    return fails(check, `the SPF record of ${domain} lets everybody send (${last})`, dns('End it in -all or ~all.'))
  if (ends[last] === undefined && !redirected)
    return warns(check, `the SPF record of ${domain} does not end in -all or ~all`, dns('End it in -all or ~all.'))
  if (host !== null && !terms.some((term) => names(term, host.toLowerCase())))
    return warns(
      check,
      `the SPF record of ${domain} does not visibly name the host of SMTP_URL`,
      dns('Add what the mail host’s documentation says (include:…), unless an include there already covers it.'),
    )
  return passes(check, `${domain} has an SPF record; others are ${ends[last] ?? 'judged by its redirect'}`)
}

/** The record that governs a domain, and the domain that it stands at: its own, or that of one above (RFC 9989). */
export type DmarcFound = Texts & Readonly<{ at: string }>

const alignment = (domain: string, d: string, it: Readonly<{ at: string; strict: boolean }>): boolean => {
  if (it.strict) return d === domain
  return isBelow(d, domain) || isBelow(domain, d) || (isBelow(d, it.at) && isBelow(domain, it.at))
}

/** The DMARC record for mails from a domain, and whether Cordon's own signature (`d`, null for none) aligns with it. */
export const judgeDmarc = (domain: string, answer: DmarcFound, d: string | null): Finding => {
  const check = `mail.dmarc.${domain}`
  if ('failed' in answer) return unanswered(check, `_dmarc.${domain}`, answer.failed)
  const records = answer.texts.map(tagsOf).filter((tags) => tags.v?.toUpperCase() === 'DMARC1')
  const [record, ...more] = records
  if (!record)
    return warns(
      check,
      `there is no DMARC record for ${domain}`,
      dns(`Publish at _dmarc.${domain}: v=DMARC1; p=none; rua=mailto:…, and raise p to quarantine later.`),
    )
  if (more.length > 0)
    return fails(check, `there are several DMARC records at _dmarc.${answer.at}`, dns('Leave one of them.'))
  const p = record.p?.toLowerCase() ?? ''
  if (!['none', 'quarantine', 'reject'].includes(p))
    return fails(
      check,
      `the DMARC record at _dmarc.${answer.at} has no valid p=`,
      dns('Write p=none, quarantine or reject.'),
    )
  if (d !== null && !alignment(domain, d.toLowerCase(), { at: answer.at, strict: record.adkim?.toLowerCase() === 's' }))
    return fails(check, `DKIM_DOMAIN (${d}) does not align with ${domain}, so the signature does not count`, {
      remedy: `Set DKIM_DOMAIN to ${domain}, and publish the key there.`,
      who: 'operator',
    })
  if (p === 'none')
    return warns(
      check,
      `DMARC of ${domain} only reports (p=none): anyone can write in its name`,
      dns('Raise p to quarantine once the reports are clean.'),
    )
  return passes(check, `DMARC of ${domain} says p=${p}${d === null ? '' : ', and Cordon’s signature aligns'}`)
}
