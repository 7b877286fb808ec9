/** One header field as it stands in the mail: `raw` with its folds and final line break, `value` unfolded. */
export type RawField = Readonly<{ name: string; value: string; raw: string }>

/** A mail taken apart without changing a byte. Header bytes are read as latin1, so that they can be written back. */
export type RawMail = Readonly<{ fields: readonly RawField[]; body: Buffer }>

/** Takes a mail apart at the first empty line; lines that are no field are kept with the field before them. */
export const takeApart = (raw: Buffer): RawMail => {
  const end = raw.indexOf('\r\n\r\n')
  const head = (end === -1 ? raw : raw.subarray(0, end + 2)).toString('latin1')
  const body = end === -1 ? Buffer.alloc(0) : raw.subarray(end + 4)
  const pieces = head.split(/(?<=\r\n)(?![ \t])/).filter((piece) => piece.trim() !== '')
  const fields = pieces.map((piece) => {
    const colon = piece.indexOf(':')
    const value = piece
      .slice(colon + 1)
      .replace(/\r\n(?=[ \t])/g, '')
      .trim()
    return { name: piece.slice(0, Math.max(colon, 0)).trim().toLowerCase(), value, raw: piece }
  })
  return { fields, body }
}

/** Puts a mail together again. */
export const putTogether = (mail: RawMail): Buffer =>
  Buffer.concat([
    Buffer.from(
      `${mail.fields.map((field) => (field.raw.endsWith('\r\n') ? field.raw : `${field.raw}\r\n`)).join('')}\r\n`,
      'latin1',
    ),
    mail.body,
  ])

/** A field to be added. */
export const field = (name: string, value: string): RawField => ({
  name: name.toLowerCase(),
  value,
  raw: `${name}: ${value}\r\n`,
})

/** The unfolded value of the first field of that name, or undefined. */
export const headerOf = (mail: RawMail, name: string): string | undefined =>
  mail.fields.find((one) => one.name === name.toLowerCase())?.value

/** The bare addresses of a From, To or Sender value, lower-cased; display names are ignored. */
export const addressesIn = (value: string): readonly string[] => {
  const unquoted = value.replace(/"(?:\\.|[^"\\])*"/g, '')
  return [...unquoted.matchAll(/[^\s<>,;:()"]+@[^\s<>,;:()"]+/g)].map((match) => match[0].toLowerCase())
}
