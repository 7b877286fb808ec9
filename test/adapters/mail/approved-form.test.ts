import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { approvedForm, approvedFormOf } from '../../../src/adapters/mail/approved-form.ts'
import { built, message, text, words } from './messages-for-tests.ts'

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
      { numRuns: 150 },
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
