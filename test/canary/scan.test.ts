import { deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { createTransport } from 'nodemailer'
import { describe, expect, test } from 'vitest'
import { pieceLength, scan } from './scan.ts'

const canary = 'Gläsernes Nebelhorn quert 71bf09c3'
const find = (bytes: Uint8Array | string, canaries: readonly string[] = [canary]) =>
  scan({ canaries, outputs: [{ name: 'output', bytes }] })

const base64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64')
const each = (text: string, write: (byte: string) => string): string =>
  [...Buffer.from(text, 'utf8')].map((byte) => write(byte.toString(16).toUpperCase().padStart(2, '0'))).join('')
const wordOf = (text: string): string =>
  `=?utf-8?Q?${text.replaceAll(/[^a-z\d ]/giu, (c) => each(c, (hex) => `=${hex}`)).replaceAll(' ', '_')}?=`
const wrapped = (text: string, width: number): string =>
  (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join('\r\n')

/** Ways in which a leak was or could be planted; each takes bytes or a text and gives the bytes of an output. */
const plants: Readonly<Record<string, (text: string) => Uint8Array | string>> = {
  plainly: (it) => `a log line: ${it}`,
  'in capitals': (it) => it.toUpperCase(),
  'over lines': (it) => it.replaceAll(' ', '\n  '),
  'in JSON': (it) => JSON.stringify({ text: `said:\n${it}` }),
  'in JSON escapes': (it) => Array.from(it, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  'in a URL': (it) => `https://example.org/?q=${encodeURIComponent(it)}`,
  'in a form': (it) => new URLSearchParams({ text: it }).toString(),
  'in a URL, each byte': (it) => each(it, (hex) => `%${hex}`),
  'in entities': (it) => Array.from(it, (c) => `&#${c.codePointAt(0)};`).join(''),
  'in hexadecimal entities': (it) => Array.from(it, (c) => `&#x${c.codePointAt(0)?.toString(16)};`).join(''),
  'in HTML': (it) => `<p>${it.replaceAll(/(\w{4})/g, '<b>$1</b>').replaceAll(' ', '&nbsp;')}</p>`,
  'in quoted-printable': (it) => each(it, (hex) => `=${hex}`),
  'in quoted-printable with soft line ends': (it) =>
    (it.match(/.{1,9}/gsu) ?? [])
      .map((part) => part.replaceAll(/[^ -<>-~]/gu, (c) => each(c, (hex) => `=${hex}`)))
      .join('=\r\n'),
  'in base64': (it) => base64(`Dear all, ${it} is out`),
  'in base64url': (it) => Buffer.from(`a? ${it}`).toString('base64url'),
  'in base64 over lines': (it) =>
    `\r\n\r\n${wrapped(base64(`Dear all, ${it} is out, and more of it follows`), 20)}\r\n--x`,
  'in base64, after other letters': (it) => `token${base64(`${it}, and the rest`)}`,
  'in base64 twice': (it) => base64(base64(it)),
  'in an encoded word (B)': (it) => `Subject: =?utf-8?B?${base64(it)}?=`,
  'in an encoded word (Q)': (it) => `Subject: ${wordOf(it)}`,
  'in two encoded words': (it) => `Subject: ${wordOf(it.slice(0, 12))}\r\n ${wordOf(it.slice(12))}`,
  'in hexadecimal digits': (it) => `\\x${each(it, (hex) => hex.toLowerCase())}`,
  'in UTF-16': (it) => Buffer.from(it, 'utf16le'),
  'with zero-width spaces': (it) => Array.from(it, (c) => `${c}\u200b`).join(''),
  'in gzip': (it) => gzipSync(it),
  'in gzip behind a header': (it) => Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\n\r\n'), gzipSync(it)]),
  'in gzip that was cut short': (it) => gzipSync(it.repeat(50)).subarray(0, -6),
  'in zlib': (it) => deflateSync(it),
  'in gzip in base64': (it) => base64(gzipSync(it)),
  'in base64 in gzip': (it) => gzipSync(base64(it)),
  'in JSON in quoted-printable in gzip': (it) => gzipSync(each(JSON.stringify({ it }), (hex) => `=${hex}`)),
}

describe('the canary scanner', () => {
  test.each(Object.entries(plants))('finds a canary %s', (_how, plant) => {
    expect(find(plant(canary)).map((it) => it.canary)).toEqual([canary])
  })

  test.each(Object.entries(plants))('finds nothing where another text stands %s', (_how, plant) => {
    expect(find(plant('Blaue Kornblumen wiegen sich 4400aa17'))).toEqual([])
  })

  test('says in which output, what was found, and what had to be undone', () => {
    const outputs = [
      { name: 'the log', bytes: 'nothing here' },
      { name: 'the mail', bytes: base64(gzipSync(`x ${canary}`)) },
    ]
    expect(scan({ canaries: [canary], outputs })).toEqual([
      { canary, output: 'the mail', piece: 'gläsernes ne', through: ['base64', 'gzip'] },
    ])
  })

  test('looks at the names of outputs too', () => {
    const outputs = [{ name: `/srv/${encodeURIComponent(canary)}.txt`, bytes: '' }]
    expect(scan({ canaries: [canary], outputs })).toHaveLength(1)
  })

  test('finds each of several canaries once', () => {
    const other = 'Rauchschwalbe zählt 55e1d0'
    const finds = find(`${canary} ${base64(other)} ${canary}`, [canary, other, 'Dritter Zeuge schweigt 9931'])
    expect(finds.map((it) => it.canary)).toEqual([canary, other])
  })

  test('finds any twelve characters of a canary, and no fewer', () => {
    for (let at = 0; at + pieceLength <= canary.length; at += 1)
      expect(find(`<<${canary.slice(at, at + pieceLength)}>>`)).toHaveLength(1)
    for (let at = 0; at + pieceLength <= canary.length; at += 1)
      expect(find(`<<${canary.slice(at, at + pieceLength - 1)}>>`)).toEqual([])
  })

  test('refuses a canary that is too short to be told from ordinary text', () => {
    expect(() => find('x', ['short'])).toThrow('needs 12 characters')
  })

  test('finds a canary in mails as a mailer writes them', async () => {
    const mailer = createTransport({ streamTransport: true, buffer: true })
    const base = { from: 'a@example.org', to: 'b@example.org', subject: 'x', text: 'x' }
    const attached = { filename: 'a.gz', content: gzipSync(canary) }
    const letters = [
      { ...base, subject: canary },
      { ...base, text: `Hello,\n\n${canary}\n` },
      { ...base, text: `Здравствуйте, ${canary}`, textEncoding: 'base64' as const },
      { ...base, html: `<p>${canary.replace('ä', '&auml;').replace(' ', ' <i>')}</i></p>` },
      { ...base, attachments: [attached] },
    ]
    for (const letter of letters) {
      const { message } = await mailer.sendMail(letter)
      expect(find(Buffer.isBuffer(message) ? message : '')).toHaveLength(1)
    }
    const { message } = await mailer.sendMail(base)
    expect(find(Buffer.isBuffer(message) ? message : '')).toEqual([])
  })

  test('finds a canary through any two plants in a row, wherever it stands', () => {
    const words = fc.stringMatching(/^[a-z]{5,9} [a-z]{5,9} \d{4}[a-f]{4}$/)
    const texts = Object.values(plants).filter((plant) => typeof plant('x') === 'string')
    const plant = fc.constantFrom(...texts)
    // Capitals are another text to base64.
    const outer = fc.constantFrom(...Object.entries(plants).flatMap(([how, it]) => (how === 'in capitals' ? [] : [it])))
    fc.assert(
      fc.property(words, plant, outer, fc.string(), (secret, inner, wrap, around) => {
        const leak = inner(`${secret} and ${secret}`)
        const bytes = wrap(`${around}\n${typeof leak === 'string' ? leak : ''}\n${around}`)
        expect(find(bytes, [secret])).toHaveLength(1)
      }),
      { numRuns: 300 },
    )
  })

  test('does not cry out at noise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (noise) => {
        expect(find(noise)).toEqual([])
      }),
    )
  })
})
