/**
 * The relaxed forms of RFC 6376, 3.4.2 and 3.4.4. Everything is latin1 text, one character an octet, so that any bytes
 * pass through unchanged.
 */

/** A header field (its final CRLF or none) in relaxed form, without a final CRLF. */
export const relaxedField = (raw: string): string => {
  const colon = raw.indexOf(':')
  const name = raw.slice(0, colon).toLowerCase().trimEnd()
  const value = raw
    .slice(colon + 1)
    .replace(/\r\n(?=[ \t])/g, '')
    .replace(/\r\n$/, '')
    .replace(/[ \t]+/g, ' ')
    .replace(/^ | $/g, '')
  return `${name}:${value}`
}

/** A body in relaxed form: blanks within lines reduced, at line ends and in the last empty lines removed. */
export const relaxedBody = (body: Buffer): Buffer => {
  const lines = body
    .toString('latin1')
    .split('\r\n')
    .map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, ''))
  while (lines.at(-1) === '') lines.pop()
  return Buffer.from(lines.map((line) => `${line}\r\n`).join(''), 'latin1')
}
