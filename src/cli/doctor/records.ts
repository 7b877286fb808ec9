import { type Finding, operator, warns } from './finding.ts'

/** The texts that stand at a name in DNS, none where it does not exist, or a code for no answer. */
export type Texts = Readonly<{ texts: readonly string[] }> | Readonly<{ failed: string }>

/** A record of tags such as `v=DMARC1; p=none` (RFC 6376, 3.2), names lower-cased, spaces inside values taken out. */
export const tagsOf = (record: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    record.split(';').flatMap((part) => {
      const at = part.indexOf('=')
      return at < 1 ? [] : [[part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).replace(/\s+/g, '')]]
    }),
  )

/** Nobody could say what stands at a name, which proves nothing about it. */
export const unanswered = (check: string, name: string, code: string): Finding =>
  warns(
    check,
    `no DNS server told what stands at ${name} (${code})`,
    operator('Look whether this machine reaches its DNS servers, or name others by dnsServers in cordon.yaml.'),
  )

/** Whether one domain is the other, or lies below it. */
export const isBelow = (domain: string, above: string): boolean => domain === above || domain.endsWith(`.${above}`)
