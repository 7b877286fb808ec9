/** One header field: `raw` with its folds and its CRLF, `name` lower-cased, `value` with its folds. Latin1 characters. */
export type MailField = Readonly<{ name: string; value: string; raw: string }>

/** A mail divided at its first empty line; `head` ends with the CRLF of its last field. */
export const dividedAt = (bytes: Buffer): Readonly<{ head: Buffer; body: Buffer }> => {
  if (bytes.subarray(0, 2).toString('latin1') === '\r\n') return { head: bytes.subarray(0, 0), body: bytes.subarray(2) }
  const end = bytes.indexOf('\r\n\r\n')
  if (end === -1) return { head: bytes, body: bytes.subarray(bytes.length) }
  return { head: bytes.subarray(0, end + 2), body: bytes.subarray(end + 4) }
}

/** The fields of a head in their order; a line that begins with a blank belongs to the field before it. */
export const fieldsIn = (head: Buffer): readonly MailField[] =>
  head
    .toString('latin1')
    .split(/(?<=\r\n)(?![ \t])/)
    .filter((raw) => raw !== '')
    .map((raw) => {
      const colon = raw.indexOf(':')
      const name = raw.slice(0, Math.max(colon, 0)).trimEnd().toLowerCase()
      return { name, value: raw.slice(colon + 1).replace(/\r\n$/, ''), raw }
    })
