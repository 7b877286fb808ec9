import { createHash, sign, verify } from 'node:crypto'
import { promisify } from 'node:util'
import type { Refusal } from '../../kernel/refusal.ts'
import { relaxedBody, relaxedField } from './dkim-canon.ts'
import type { MailField } from './mail-bytes.ts'
import { dividedAt, fieldsIn } from './mail-bytes.ts'
import { refusals } from './refused.ts'
import type { SigningKey } from './signing-key.ts'

const signed = promisify(sign)
const verified = promisify(verify)

/**
 * What is signed of a mail to a list: only what a list leaves as it is. Each name stands once more than the field does,
 * so that a second From, Date or Message-ID put in on the way breaks the signature (RFC 6376, 8.15). Sender, Reply-To
 * and List-* are the list's own.
 */
const listProfile: readonly string[] = ['from', 'from', 'date', 'date', 'message-id', 'message-id']

/** The named fields in relaxed form, taken from the bottom up; a name too many adds nothing (RFC 6376, 5.4.2). */
const chosenFields = (fields: readonly MailField[], names: readonly string[]): string => {
  const left = [...fields]
  return names
    .map((name) => {
      const index = left.findLastIndex((one) => one.name === name)
      const [found] = index === -1 ? [] : left.splice(index, 1)
      return found ? `${relaxedField(found.raw)}\r\n` : ''
    })
    .join('')
}

const bodyHash = (body: Buffer): string => createHash('sha256').update(relaxedBody(body)).digest('base64')

const folded = (base64: string): string => (base64.match(/.{1,72}/g) ?? []).join('\r\n ')

/** The signature field without its signature: what is hashed last, and what the signature is written behind. */
const openField = (key: SigningKey, about: Readonly<{ at: number; bodyHash: string }>): string =>
  [
    `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=${key.domain};`,
    ` s=${key.selector}; t=${Math.floor(about.at / 1000)};`,
    ` h=${listProfile.join(':')};`,
    ` bh=${about.bodyHash};`,
    ' b=',
  ].join('\r\n')

/** DMARC's relaxed alignment (RFC 9989) where one name is the other's parent. */
const isAligned = (fields: readonly MailField[], domain: string): boolean => {
  const from = fields.find((one) => one.name === 'from')?.value ?? ''
  const author = /@([a-z0-9.-]+)>?\s*$/i.exec(from)?.[1]?.toLowerCase()
  return author !== undefined && (author === domain || author.endsWith(`.${domain}`) || domain.endsWith(`.${author}`))
}

/** Every signed field stands exactly once, and every line break is a CRLF: otherwise readers see different mails. */
const unfit = (bytes: Buffer, fields: readonly MailField[]): string | null => {
  if (/[^\r]\n|\r[^\n]|^\n|\r$/.test(bytes.toString('latin1'))) return 'line-break'
  const once = (name: string): boolean => fields.filter((one) => one.name === name).length === 1
  return listProfile.every(once) ? null : 'fields'
}

/**
 * Signs a mail for a list (DKIM, rsa-sha256, relaxed/relaxed, the whole body) and checks the signature before handing
 * the bytes on. `at` is the time of signing, ms UTC; the mail's own Date gives the same bytes each time. Refuses a mail
 * without exactly one From, Date and Message-ID, bare CR or LF, an author of another domain, an existing signature.
 */
export const signForList = async (bytes: Buffer, key: SigningKey, at: number): Promise<Buffer | Refusal> => {
  const { head, body } = dividedAt(bytes)
  const fields = fieldsIn(head)
  const wrong = unfit(bytes, fields)
  if (wrong !== null) return refusals.signature(wrong)
  if (fields.some((one) => one.name === 'dkim-signature')) return refusals.signature('signed-before')
  if (!isAligned(fields, key.domain)) return refusals.signature('not-aligned')
  const open = openField(key, { at, bodyHash: bodyHash(body) })
  const input = Buffer.from(`${chosenFields(fields, listProfile)}${relaxedField(open)}`, 'latin1')
  const signature = await signed('sha256', input, key.privateKey)
  const result = Buffer.concat([Buffer.from(`${open}${folded(signature.toString('base64'))}\r\n`, 'ascii'), bytes])
  return (await verifyOwn(result, key)) ?? result
}

const tagsOf = (value: string): ReadonlyMap<string, string> =>
  new Map(
    value.split(';').map((tag) => {
      const equals = tag.indexOf('=')
      return [tag.slice(0, equals).trim(), tag.slice(equals + 1).replace(/[ \t\r\n]/g, '')] as const
    }),
  )

/**
 * Checks that bytes about to leave bear our signature, in front, by this key, over this profile and the whole body, and
 * that it holds. Null when it does; otherwise the refusal says what is wrong.
 */
export const verifyOwn = async (bytes: Buffer, key: SigningKey): Promise<Refusal | null> => {
  const { head, body } = dividedAt(bytes)
  const [first, ...fields] = fieldsIn(head)
  if (first?.name !== 'dkim-signature') return refusals.signature('unsigned')
  const wrong = unfit(bytes, fields)
  if (wrong !== null) return refusals.signature(wrong)
  const tags = tagsOf(first.value)
  const expected = {
    v: '1',
    a: 'rsa-sha256',
    c: 'relaxed/relaxed',
    d: key.domain,
    s: key.selector,
    h: listProfile.join(':'),
    bh: bodyHash(body),
  }
  const other = Object.entries(expected).find(([tag, value]) => tags.get(tag) !== value)
  if (other) return refusals.signature(other[0])
  if (tags.has('l')) return refusals.signature('l')
  const open = first.raw.replace(/([;\s]b=)[^;]*$/, '$1')
  const input = Buffer.from(`${chosenFields(fields, listProfile)}${relaxedField(open)}`, 'latin1')
  const signature = Buffer.from(tags.get('b') ?? '', 'base64')
  return (await verified('sha256', input, key.publicKey, signature)) ? null : refusals.signature('b')
}
