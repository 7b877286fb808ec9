import fc from 'fast-check'
import { simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import { approvedForm, approvedFormOf } from '../../../src/adapters/mail/approved-form.ts'
import { isAddress } from '../../../src/adapters/mail/header.ts'
import type { Message } from '../../../src/adapters/mail/message.ts'
import { buildMessage, withinSize } from '../../../src/adapters/mail/message.ts'
import { isRefusal } from '../../../src/kernel/refusal.ts'

const message: Message = {
  from: { address: 'desk@cordon.example', name: 'Kubeflow Security' },
  to: { address: 'kubeflow-security@lists.example' },
  subject: 'CVE-2023-0001: upgrade to 1.7.1',
  text: 'Please upgrade.\n',
  html: '<p>Please upgrade.</p>\n',
  messageId: '<ann-1.1@cordon.example>',
  date: Date.UTC(2023, 0, 18, 16, 0, 0),
}

const built = (changes: Partial<Message> = {}): Buffer => {
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
const text = fc.array(fc.oneof(lined, awkward), { maxLength: 4 }).map((parts) => `${parts.join('')}\n`)
const words = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 120 }),
    fc.constantFrom('=?utf-8?Q?x?=', ' a  b ', 'a,b;c<d>', '"q"\\'),
  )
  .map((value) => value.toWellFormed().replace(/\p{Cc}/gu, ''))

describe('building a mail', () => {
  it('writes this mail', () => {
    expect(
      built()
        .toString()
        .replace(/cordon-[0-9a-f]{40}/g, 'BOUNDARY')
        .split('\r\n'),
    ).toEqual([
      'From: "Kubeflow Security" <desk@cordon.example>',
      'To: <kubeflow-security@lists.example>',
      'Subject: CVE-2023-0001: upgrade to 1.7.1',
      'Date: Wed, 18 Jan 2023 16:00:00 +0000',
      'Message-ID: <ann-1.1@cordon.example>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/alternative;',
      ' boundary="BOUNDARY"',
      '',
      '--BOUNDARY',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 7bit',
      '',
      'Please upgrade.',
      '',
      '--BOUNDARY',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: 7bit',
      '',
      '<p>Please upgrade.</p>',
      '',
      '--BOUNDARY--',
      '',
    ])
  })

  it('gives the same bytes for the same message and other bytes for another', () => {
    expect(built()).toEqual(built())
    expect(built({ text: 'Please upgrade now.\n' })).not.toEqual(built())
  })

  it('threads a mail under the one it answers', async () => {
    const references = ['<a@cordon.example>', '<b@cordon.example>']
    const parsed = await simpleParser(built({ inReplyTo: '<b@cordon.example>', references }))
    expect(parsed.inReplyTo).toBe('<b@cordon.example>')
    expect(parsed.references).toEqual(references)
  })

  it('keeps any text, ends every line with CRLF, stays ASCII and within 78 octets a line', () => {
    fc.assert(
      fc.property(text, text, words, (plain, html, subject) => {
        const bytes = built({ text: plain, html, subject })
        const wire = bytes.toString('latin1')
        expect(wire.replace(/\r\n/g, '')).toMatch(/^[\t -~]*$/)
        expect(Math.max(...wire.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(78)
        expect(wire).not.toMatch(/^From /m)
      }),
    )
  })

  it.each(['\r\nBcc: evil@example.com', '\nX: y', '\0', '\rX: y', '\u0085', '\ud800'])(
    'refuses %j in a subject, a name, an address and a Message-ID',
    (injected) => {
      const rules = [
        buildMessage({ ...message, subject: `a${injected}` }),
        buildMessage({ ...message, from: { ...message.from, name: `a${injected}` } }),
        buildMessage({ ...message, to: { address: `a@b.example${injected}` } }),
        buildMessage({ ...message, messageId: `<a@b>${injected}` }),
        buildMessage({ ...message, inReplyTo: `<a@b>${injected}` }),
        buildMessage({ ...message, references: [`<a@b>${injected}`] }),
      ].map((one) => isRefusal(one) && one.rule)
      const id = 'mail-message-id'
      expect(rules).toEqual(['mail-header', 'mail-header', 'mail-address', id, id, id])
    },
  )

  it('never lets a text become a field of its own, whatever it is', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 40 })
    fc.assert(
      fc.property(anything, anything, anything, (subject, name, address) => {
        const bytes = buildMessage({ ...message, subject, from: { address, name }, to: { address, name } })
        if (isRefusal(bytes)) return
        const head = bytes.toString('latin1').split('\r\n\r\n')[0] ?? ''
        const names = head.split(/\r\n(?![ \t])/).map((line) => line.split(':')[0])
        expect(names).toEqual(['From', 'To', 'Subject', 'Date', 'Message-ID', 'MIME-Version', 'Content-Type'])
      }),
    )
  })

  it('refuses control characters and carriage returns in a body', () => {
    for (const bad of ['a\0\n', 'a\r\nb\n', '\u001b[31m\n', '\ud800\n', 'no end', '']) {
      expect(buildMessage({ ...message, text: bad })).toEqual({ rule: 'mail-body', about: { part: 'text' } })
      expect(buildMessage({ ...message, html: bad })).toEqual({ rule: 'mail-body', about: { part: 'html' } })
    }
  })

  it('takes one plain address and nothing that names two', () => {
    expect(isAddress('kubeflow-security+a@lists.example')).toBe(true)
    for (const bad of [
      'a@b',
      'a@b.c,d@e.f',
      '<a@b.example>',
      'a b@c.example',
      'a@b.example ',
      '"a"@b.example',
      'é@b.example',
    ])
      expect(isAddress(bad)).toBe(false)
  })

  it('says when a mail is larger than a list takes', () => {
    const bytes = built({ text: `${'x'.repeat(41 * 1024)}\n` })
    expect(withinSize(built())).toBeNull()
    expect(withinSize(bytes)).toEqual({ rule: 'mail-size', about: { bytes: bytes.length, limit: 40 * 1024 } })
  })
})

describe('the approved form', () => {
  it('is canonical JSON named by its SHA-256', () => {
    const form = approvedForm(message)
    expect(form.json).toBe(
      '{"from":{"address":"desk@cordon.example","name":"Kubeflow Security"},"html":"<p>Please upgrade.</p>\\n",' +
        '"subject":"CVE-2023-0001: upgrade to 1.7.1","text":"Please upgrade.\\n",' +
        '"to":{"address":"kubeflow-security@lists.example"}}',
    )
    expect(form.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(approvedForm({ ...message, to: { address: message.to.address, name: '' } })).toEqual(form)
  })

  it('read back from the bytes equals what was approved, whatever the words are', async () => {
    await fc.assert(
      fc.asyncProperty(text, text, words, words, async (plain, html, subject, name) => {
        const changed = { ...message, text: plain, html, subject, from: { ...message.from, name } }
        expect(await approvedFormOf(built(changed))).toEqual(approvedForm(changed))
      }),
      { numRuns: 300 },
    )
  })

  it.each(['from', 'to', 'subject', 'text', 'html'] as const)('has another name when %s differs', (part) => {
    const other = part === 'from' || part === 'to' ? { address: 'x@y.example' } : 'other'
    expect(approvedForm({ ...message, [part]: other }).sha256).not.toBe(approvedForm(message).sha256)
  })

  it('does not depend on date, Message-ID, threading or signature', async () => {
    const later = built({ date: message.date + 1000, messageId: '<z@cordon.example>', references: ['<a@b>'] })
    const signed = Buffer.concat([Buffer.from('DKIM-Signature: v=1; b=x\r\n'), later])
    expect(await approvedFormOf(signed)).toEqual(approvedForm(message))
  })

  const hidden: readonly (readonly [string, string, (mail: string) => string])[] = [
    ['a field of another name', 'field', (mail) => mail.replace('MIME-V', 'X-Secret: words\r\nMIME-V')],
    ['a field twice', 'repeated-field', (mail) => mail.replace('Subject:', 'Subject: words\r\nSubject:')],
    ['a comment beside the boundary', 'content-type', (mail) => mail.replace('alternative;', 'alternative; (words);')],
    ['words before the first part', 'parts', (mail) => mail.replace('\r\n\r\n--', '\r\n\r\nwords\r\n--')],
    ['words after the last part', 'parts', (mail) => `${mail}words\r\n`],
    ['a field in a part', 'part-head', (mail) => mail.replace('text/plain;', 'text/plain; name=words;')],
    ['a third part', 'parts', (mail) => mail.replace(/--(cordon-\w+)--/, '--$1\r\n\r\nwords\r\n--$1--')],
  ]
  it.each(hidden)('refuses a mail that hides %s', async (_, what, change) => {
    const changed = change(built().toString('latin1'))
    expect(changed).not.toBe(built().toString('latin1'))
    expect(await approvedFormOf(Buffer.from(changed, 'latin1'))).toEqual({ rule: 'mail-shape', about: { what } })
  })

  it('answers any bytes with a form or a refusal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        expect(await approvedFormOf(Buffer.from(bytes))).toMatchObject({ rule: 'mail-shape' })
      }),
    )
  })
})
