import { createPublicKey, type KeyObject } from 'node:crypto'
import { type Finding, fails, passes, type Remedy, warns } from './finding.ts'
import { type Texts, tagsOf, unanswered } from './records.ts'

const dns = (remedy: string): Remedy => ({ remedy, who: 'DNS admin' })

/** RFC 6376 says RSAPublicKey, everybody writes SubjectPublicKeyInfo, and receivers take both. */
const publishedKey = (base64: string): KeyObject | null => {
  const key = Buffer.from(base64, 'base64')
  for (const type of ['spki', 'pkcs1'] as const)
    try {
      return createPublicKey({ key, format: 'der', type })
    } catch {
      // Not in this form.
    }
  return null
}

/** The TXT record that belongs to a private key, as it is put into DNS. Nothing of it is secret. */
export const dkimRecord = (key: KeyObject): string =>
  `v=DKIM1; k=rsa; p=${createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64')}`

const bitsOf = (key: KeyObject): number => key.asymmetricKeyDetails?.modulusLength ?? 0

/** Compares the signing key with what stands at selector._domainkey.domain (RFC 6376, 3.6.1). */
export const judgeDkim = (
  it: Readonly<{ key: KeyObject; selector: string; domain: string }>,
  answer: Texts,
): Finding => {
  const check = 'mail.dkim'
  const name = `${it.selector}._domainkey.${it.domain}`
  const publish = dns(`Publish at ${name}: ${dkimRecord(it.key)}`)
  if ('failed' in answer) return unanswered(check, name, answer.failed)
  const records = answer.texts.map(tagsOf).filter((tags) => 'p' in tags)
  const [record, ...more] = records
  if (!record) return fails(check, `there is no DKIM record at ${name}`, publish)
  if (more.length > 0) return fails(check, `there are several DKIM records at ${name}`, dns('Leave one of them.'))
  if (record.p === '') return fails(check, `the key at ${name} is revoked (p= is empty)`, publish)
  const published = publishedKey(record.p ?? '')
  if (published === null) return fails(check, `the key at ${name} cannot be read`, publish)
  if (!published.equals(createPublicKey(it.key)))
    return fails(check, `another key than DKIM_KEY is published at ${name}`, publish)
  if ((record.t ?? '').split(':').some((flag) => flag.trim() === 'y'))
    return warns(check, `the record at ${name} says that it is a test (t=y)`, dns('Take t=y out.'))
  return passes(check, `DKIM_KEY (${bitsOf(published)} bits) is the one published at ${name}`)
}
