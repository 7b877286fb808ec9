/** The few shapes of ASN.1 DER (ITU-T X.690) that an X.509 certificate is made of. */

/** One value: tag, length in its shortest form, content. */
export const tagged = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts)
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content])
  const length: number[] = []
  for (let rest = content.length; rest > 0; rest = Math.floor(rest / 256)) length.unshift(rest % 256)
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length, ...length]), content])
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer => tagged(0x30, ...parts)
export const set = (...parts: readonly Uint8Array[]): Buffer => tagged(0x31, ...parts)
export const octets = (content: Uint8Array): Buffer => tagged(0x04, content)
export const utf8 = (text: string): Buffer => tagged(0x0c, Buffer.from(text, 'utf8'))
export const yes = (): Buffer => tagged(0x01, Buffer.from([0xff]))
/** Bits that fill whole octets, or leave `unused` bits of the last one. */
export const bits = (content: Uint8Array, unused = 0): Buffer => tagged(0x03, Buffer.from([unused]), content)
/** A value under an explicit context tag, such as the version and the extensions of a certificate. */
export const explicit = (number: number, content: Uint8Array): Buffer => tagged(0xa0 | number, content)

/** A non-negative integer from its big-endian octets; a leading zero keeps it positive. */
export const integer = (bytes: Uint8Array): Buffer => {
  const start = bytes.findIndex((byte) => byte !== 0)
  const digits = start === -1 ? Buffer.from([0]) : Buffer.from(bytes.subarray(start))
  const first = digits[0] ?? 0
  return tagged(0x02, first >= 0x80 ? Buffer.concat([Buffer.from([0]), digits]) : digits)
}

/** An object identifier in dotted form. */
export const oid = (dotted: string): Buffer => {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const septets = (value: number): number[] => {
    const digits = [value % 128]
    for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128))
      digits.unshift(0x80 | (left % 128))
    return digits
  }
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(septets)]))
}

/** A time of the years 1950 to 2049 (RFC 5280, 4.1.2.5.1): `YYMMDDHHMMSSZ`. */
export const utcTime = (digits: string): Buffer => tagged(0x17, Buffer.from(`${digits}Z`, 'ascii'))
