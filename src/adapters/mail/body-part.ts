import { encode as toBase64, wrap as wrapBase64 } from 'nodemailer/lib/base64'
import { encode as toQuoted, wrap as wrapQuoted } from 'nodemailer/lib/qp'

/** One text part of a mail: its three header lines and its body, lines ended by CRLF, the last one without. */
export type BodyPart = Readonly<{ headers: readonly string[]; body: string }>

/** Whether a text may become a body: whole lines ended by LF, no other control character but tabs, no half surrogate. */
export const isBodyText = (text: string): boolean =>
  text.endsWith('\n') && text.isWellFormed() && !/[^\P{Cc}\n\t]/u.test(text)

const crlf = (text: string): string => text.replace(/\n/g, '\r\n')

type Encoding = '7bit' | 'quoted-printable' | 'base64'

/** 7bit for short ASCII lines that nothing on the way rewrites; base64 when most of it would be escaped anyway. */
const encodingFor = (text: string): Encoding => {
  const lines = text.split('\n')
  const calm = (line: string): boolean => /^[\t -~]{0,76}$/.test(line) && !/[ \t]$|^From |^\.|^--/.test(line)
  if (lines.every(calm)) return '7bit'
  const foreign = Buffer.byteLength(text.replace(/[\n\t -~]/g, ''))
  return foreign * 3 > Buffer.byteLength(text) ? 'base64' : 'quoted-printable'
}

const encoded = (text: string, encoding: Encoding): string => {
  if (encoding === '7bit') return crlf(text)
  if (encoding === 'base64') return wrapBase64(toBase64(Buffer.from(crlf(text), 'utf8')), 76)
  // A dot or "From " that begins a line is rewritten by some hosts, which would break the signature.
  return wrapQuoted(toQuoted(crlf(text)), 72)
    .replace(/^From /gm, '=46rom ')
    .replace(/^\./gm, '=2E')
}

/** Encodes one text (LF line breaks) as `text/plain` or `text/html` in UTF-8. */
export const bodyPart = (type: 'text/plain' | 'text/html', text: string): BodyPart => {
  const encoding = encodingFor(text)
  return {
    headers: [`Content-Type: ${type}; charset=utf-8`, `Content-Transfer-Encoding: ${encoding}`],
    body: encoded(text, encoding),
  }
}
