import fc from 'fast-check'
import { simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import { isAddress } from '../../../src/adapters/mail/header.ts'
import { buildMessage, withinSize } from '../../../src/adapters/mail/message.ts'
import { isRefusal } from '../../../src/kernel/refusal.ts'
import { anyUnits, built, message, text, words } from './messages-for-tests.ts'

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

  it('keeps every line within 998 octets with the longest addresses and Message-IDs there are', () => {
    const domain = `${'d'.repeat(60)}.`.repeat(3)
    const address = `${'l'.repeat(60)}@${domain}example`
    const id = `<${'i'.repeat(119)}@${'d'.repeat(120)}.example>`
    const bytes = built({
      from: { address, name: 'ü'.repeat(400) },
      to: { address },
      subject: 'x'.repeat(2000),
      messageId: id,
      inReplyTo: id,
      references: Array.from({ length: 50 }, () => id),
    })
    expect(
      Math.max(
        ...bytes
          .toString()
          .split('\r\n')
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(998)
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
    const anything = fc.oneof(anyUnits, words, fc.constantFrom('a: b', 'Bcc: x@y.example', ': ', '>,<x@y.example'))
    const address = fc.oneof(fc.constant('desk@cordon.example'), fc.emailAddress(), anything)
    let passed = 0
    fc.assert(
      fc.property(anything, anything, address, (subject, name, to) => {
        const bytes = buildMessage({ ...message, subject, from: { ...message.from, name }, to: { address: to } })
        if (isRefusal(bytes)) return
        passed += 1
        const head = bytes.toString('latin1').split('\r\n\r\n')[0] ?? ''
        const names = head.split(/\r\n(?![ \t])/).map((line) => line.split(':')[0])
        expect(names).toEqual(['From', 'To', 'Subject', 'Date', 'Message-ID', 'MIME-Version', 'Content-Type'])
      }),
    )
    expect(passed).toBeGreaterThan(10)
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
