import fc from 'fast-check'
import type { Message } from '../../../src/adapters/mail/message.ts'
import { buildMessage } from '../../../src/adapters/mail/message.ts'
import { isRefusal } from '../../../src/kernel/refusal.ts'

export const message: Message = {
  from: { address: 'desk@cordon.example', name: 'Kubeflow Security' },
  to: { address: 'kubeflow-security@lists.example' },
  subject: 'CVE-2023-0001: upgrade to 1.7.1',
  text: 'Please upgrade.\n',
  html: '<p>Please upgrade.</p>\n',
  messageId: '<ann-1.1@cordon.example>',
  date: Date.UTC(2023, 0, 18, 16, 0, 0),
}

/** The bytes of that message, changed in places. */
export const built = (changes: Partial<Message> = {}): Buffer => {
  const bytes = buildMessage({ ...message, ...changes })
  if (isRefusal(bytes)) throw new Error(bytes.rule)
  return bytes
}

const bodyText = fc
  .string({ unit: 'grapheme', maxLength: 300 })
  .map((text) => text.toWellFormed().replace(/[^\P{Cc}\n\t]/gu, ''))
const lined = fc.array(bodyText, { maxLength: 6 }).map((lines) => lines.join('\n'))
const awkward = fc.constantFrom(
  'From me\n',
  '.\n..\n',
  '--x\n--\n',
  'a \n',
  '\tb\t\n',
  `${'x'.repeat(3000)}\n`,
  '\n\n',
  'é',
)
/** Any text of whole lines, the awkward ones of mail among them. */
export const text = fc.array(fc.oneof(lined, awkward), { maxLength: 4 }).map((parts) => `${parts.join('')}\n`)
/** Any words that may stand in a header. */
export const words = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 120 }),
    fc.constantFrom('=?utf-8?Q?x?=', ' a  b ', 'a,b;c<d>', '"q"\\'),
  )
  .map((value) => value.toWellFormed().replace(/\p{Cc}/gu, ''))

/** Any UTF-16 code units, control characters and half surrogates among them. */
export const anyUnits = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0x7f }), fc.integer({ min: 0, max: 0xffff })), { maxLength: 40 })
  .map((units) => String.fromCharCode(...units))
