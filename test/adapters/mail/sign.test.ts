import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildMessage } from '../../../src/adapters/mail/message.ts'
import { signForList, verifyOwn } from '../../../src/adapters/mail/sign.ts'
import { readSigningKey } from '../../../src/adapters/mail/signing-key.ts'
import { isRefusal } from '../../../src/kernel/refusal.ts'
import { copyFor } from '../../../src/playground/mail/list-server.ts'
import { dkimpySays, domain, mailauthSays, pythonWithDkim, selector } from './dkim-peers.ts'

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const key = readSigningKey({ pem, domain, selector })
if (isRefusal(key)) throw new Error(String(key.about.what))

const at = Date.UTC(2023, 0, 18, 16)
const mail = (extra = '', body = 'The text.\r\n', from = '"Desk" <desk@cordon.example>'): Buffer =>
  Buffer.from(
    `From: ${from}\r\nDate: Wed, 18 Jan 2023 16:00:00 +0000\r\nMessage-ID: <a@cordon.example>\r\n${extra}\r\n${body}`,
    'latin1',
  )
const signed = async (bytes: Buffer): Promise<Buffer> => {
  const result = await signForList(bytes, key, at)
  if (isRefusal(result)) throw new Error(String(result.about.what))
  return result
}
const refusal = (what: string) => ({ rule: 'mail-signature', about: { what } })
const replaced = (bytes: Buffer, from: string | RegExp, to: string): Buffer => {
  const text = bytes.toString('latin1')
  expect(text).toMatch(from)
  return Buffer.from(text.replace(from, to), 'latin1')
}

const blanks = fc.stringMatching(/^[ \t]{0,3}$/)
const bytes = fc.uint8Array({ maxLength: 30 }).map((some) =>
  Buffer.from(some)
    .toString('latin1')
    .replace(/[\r\n]/g, ' '),
)
const line = fc.tuple(bytes, blanks).map((parts) => parts.join(''))
const body = fc
  .array(line, { maxLength: 6 })
  .chain((lines) => fc.constantFrom('', '\r\n', '\r\n\r\n \r\n\r\n').map((end) => lines.join('\r\n') + end))
const foldedName = fc
  .array(fc.stringMatching(/^[A-Za-z0-9]{1,8}$/), { minLength: 1, maxLength: 4 })
  .chain((names) => fc.constantFrom(' ', '  ', '\r\n ', ' \t\r\n\t ').map((fold) => names.join(fold)))

describe('signing a mail for a list', () => {
  it('signs From, Date and Message-ID once more than they stand, and the whole body', async () => {
    const text = (await signed(mail())).toString('latin1')
    const field = text.slice(0, text.indexOf('From:')).replace(/b=[A-Za-z0-9+/=\r\n ]{300,}/, 'b=B')
    expect(field.split('\r\n')).toEqual([
      'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=cordon.example;',
      ' s=desk; t=1674057600;',
      ' h=from:from:date:date:message-id:message-id;',
      expect.stringMatching(/^ bh=[A-Za-z0-9+/]{43}=;$/),
      ' b=B',
    ])
    expect(text.endsWith(mail().toString('latin1'))).toBe(true)
    expect(text.slice(0, text.indexOf('From:'))).not.toMatch(/l=/)
    expect(await signed(mail())).toEqual(await signed(mail()))
  })

  it('holds for mailauth, whatever folds, blanks, trailing lines and bytes the mail has', async () => {
    await fc.assert(
      fc.asyncProperty(foldedName, body, async (name, text) => {
        const result = await signed(mail('', text, `${name} <desk@cordon.example>`))
        expect(await mailauthSays(result, pair.publicKey)).toEqual(['pass'])
      }),
      {
        numRuns: 60,
        examples: [
          ['A', ''],
          ['A', '\r\n'],
          ['A', ' \r\n'],
        ],
      },
    )
  })

  if (pythonWithDkim !== undefined) {
    const python = pythonWithDkim
    it('holds for dkimpy, whatever folds, blanks, trailing lines and bytes the mail has', async () => {
      // On the wire the last line is always ended; dkimpy keeps a blank at the end of one that is not.
      const ended = body.map((text) => (text === '' || text.endsWith('\r\n') ? text : `${text}\r\n`))
      const samples = fc.sample(fc.tuple(foldedName, ended), 60)
      const cases = [['A', ''] as const, ['A', '\r\n'] as const, ...samples]
      const mails = await Promise.all(
        cases.map(([name, text]) => signed(mail('', text, `${name} <desk@cordon.example>`))),
      )
      expect(dkimpySays(python, mails, pair.publicKey)).toEqual(mails.map(() => true))
      const changed = replaced(await signed(mail()), 'The text', 'Another text')
      const second = replaced(await signed(mail()), 'Date:', 'From: <evil@cordon.example>\r\nDate:')
      expect(dkimpySays(python, [changed, second], pair.publicKey)).toEqual([false, false])
    })
  }

  it('still holds in the list’s own copy, with its List-* fields and a prefix before the subject', async () => {
    const built = buildMessage({
      from: { address: 'desk@cordon.example' },
      to: { address: 'list@lists.example' },
      subject: 'Hello',
      text: 'Text\n',
      html: '<p>Text</p>\n',
      messageId: '<a@cordon.example>',
      date: at,
    })
    if (isRefusal(built)) throw new Error(built.rule)
    const list = { address: 'list@lists.example', listId: 'list.lists.example', members: [], posters: [] }
    const copy = copyFor({ ...list, subjectPrefix: '[sec] ' }, await signed(built))
    expect(copy.toString()).toContain('Subject: [sec] Hello')
    expect(await mailauthSays(copy, pair.publicKey)).toEqual(['pass'])
  })

  it.each([
    ['another text', 'The text', 'Another text'],
    ['another author', 'From: "Desk"', 'From: "Boss"'],
    ['a second From', 'Date:', 'From: <evil@cordon.example>\r\nDate:'],
    ['a second Date', 'Message-ID:', 'Date: x\r\nMessage-ID:'],
    ['a second Message-ID', 'Message-ID:', 'Message-ID: <b@x>\r\nMessage-ID:'],
    ['text after the end', /$/, 'more\r\n'],
  ])('breaks for mailauth, and before that for us, when the mail gets %s', async (_, from, to) => {
    const changed = replaced(await signed(mail()), from, to)
    expect(await mailauthSays(changed, pair.publicKey)).toEqual([expect.stringMatching(/^(fail|neutral)$/)])
    expect(await verifyOwn(changed, key)).toMatchObject({ rule: 'mail-signature' })
  })

  it('refuses what cannot be signed so that every reader sees one mail', async () => {
    const bad: readonly (readonly [Buffer, string])[] = [
      [mail('From: <b@cordon.example>\r\n'), 'fields'],
      [replaced(mail(), /Date:[^\n]*\n/, ''), 'fields'],
      [mail('', 'a\nb\r\n'), 'line-break'],
      [mail('', 'a\rb\r\n'), 'line-break'],
      [mail('DKIM-Signature: v=1\r\n'), 'signed-before'],
      [mail('', 'x\r\n', '<desk@elsewhere.example>'), 'not-aligned'],
      [mail('', 'x\r\n', '"desk@cordon.example" <desk@evil.example>'), 'not-aligned'],
    ]
    for (const [bytes, what] of bad) expect(await signForList(bytes, key, at)).toEqual(refusal(what))
  })
})

describe('checking our own signature before a mail leaves', () => {
  it('finds nothing wrong with what was signed', async () => {
    expect(await verifyOwn(await signed(mail()), key)).toBeNull()
  })

  it('refuses an unsigned mail, another key, another domain, a partial body and a weaker list of fields', async () => {
    const good = await signed(mail())
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 })
    expect(await verifyOwn(mail(), key)).toEqual(refusal('unsigned'))
    expect(await verifyOwn(good, { ...key, publicKey: other.publicKey })).toEqual(refusal('b'))
    expect(await verifyOwn(good, { ...key, domain: 'other.example' })).toEqual(refusal('d'))
    expect(await verifyOwn(good, { ...key, selector: 'next' })).toEqual(refusal('s'))
    expect(await verifyOwn(replaced(good, 't=1674057600;', 't=1674057600; l=1;'), key)).toEqual(refusal('l'))
    expect(await verifyOwn(replaced(good, 'h=from:from', 'h=from'), key)).toEqual(refusal('h'))
    expect(await verifyOwn(replaced(good, 't=1674057600', 't=1674057601'), key)).toEqual(refusal('b'))
    expect(await verifyOwn(replaced(good, 'The text', 'Another'), key)).toEqual(refusal('bh'))
  })
})

describe('reading the signing key', () => {
  it('refuses everything that would send mail unsigned elsewhere, and says what is wrong', () => {
    const pemOf = (made: { privateKey: { export(o: { type: 'pkcs8'; format: 'pem' }): string | Buffer } }) =>
      made.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const read = (changes: Partial<{ pem: string; domain: string; selector: string }>) =>
      readSigningKey({ pem, domain, selector, ...changes })
    expect(read({ pem: 'broken' })).toEqual(refusal('key-unreadable'))
    expect(read({ pem: '' })).toEqual(refusal('key-unreadable'))
    expect(read({ pem: pem.slice(0, 500) })).toEqual(refusal('key-unreadable'))
    expect(read({ pem: pemOf(generateKeyPairSync('ed25519')) })).toEqual(refusal('key-not-rsa'))
    expect(read({ pem: pemOf(generateKeyPairSync('rsa', { modulusLength: 1024 })) })).toEqual(refusal('key-too-short'))
    expect(read({ domain: 'localhost' })).toEqual(refusal('domain'))
    expect(read({ domain: 'a.example; l=1' })).toEqual(refusal('domain'))
    expect(read({ selector: 'a\r\nb' })).toEqual(refusal('selector'))
    expect(read({ domain: 'Cordon.Example' })).toMatchObject({ domain: 'cordon.example', selector: 'desk' })
  })
})
