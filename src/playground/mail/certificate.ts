import type { KeyObject } from 'node:crypto'
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isIP } from 'node:net'
import { bits, explicit, integer, octets, oid, sequence, set, tagged, utcTime, utf8, yes } from './der.ts'

/** What a TLS server is given. Both are PEM. */
export type Identity = Readonly<{ cert: string; key: string }>

/** A certificate authority of the playground: its certificate (PEM), and certificates for hosts of this machine. */
export type Authority = Readonly<{ cert: string; issue(hosts: readonly string[]): Identity }>

const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'))
const name = (common: string): Buffer => sequence(set(sequence(oid('2.5.4.3'), utf8(common))))
const extension = (id: string, critical: boolean, value: Uint8Array): Buffer =>
  sequence(oid(id), ...(critical ? [yes()] : []), octets(value))

/** Not bound to any clock: TLS checks it by the machine's time while the playground's may be moved anywhere. */
const validity = sequence(utcTime('200101000000'), utcTime('491231235959'))

const pem = (der: Uint8Array): string => {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

type Wanted = Readonly<{
  subject: string
  issuer: string
  publicKey: KeyObject
  signer: KeyObject
  extensions: readonly Buffer[]
}>

/** A version 3 certificate (RFC 5280, 4.1) signed with ECDSA over P-256. */
const certificate = (wanted: Wanted): string => {
  const body = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(randomBytes(16)),
    ecdsaWithSha256,
    name(wanted.issuer),
    validity,
    name(wanted.subject),
    wanted.publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(...wanted.extensions)),
  )
  return pem(sequence(body, ecdsaWithSha256, bits(sign('sha256', body, wanted.signer))))
}

/** RFC 5280, 4.2.1.6: a DNS name is tag 2, an address is tag 7 in its octets. */
const alternativeName = (host: string): Buffer =>
  isIP(host) === 4 ? tagged(0x87, Buffer.from(host.split('.').map(Number))) : tagged(0x82, Buffer.from(host, 'ascii'))

/** Makes an authority with a fresh key; nothing of it outlives the process but the certificate someone writes down. */
export const createAuthority = (): Authority => {
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const issuer = 'Cordon playground authority'
  const cert = certificate({
    subject: issuer,
    issuer,
    publicKey: own.publicKey,
    signer: own.privateKey,
    extensions: [
      extension('2.5.29.19', true, sequence(yes())),
      extension('2.5.29.15', true, bits(Buffer.from([0x06]), 1)),
    ],
  })
  const issue = (hosts: readonly string[]): Identity => {
    const leaf = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const leafCert = certificate({
      subject: hosts[0] ?? 'localhost',
      issuer,
      publicKey: leaf.publicKey,
      signer: own.privateKey,
      extensions: [
        extension('2.5.29.19', true, sequence()),
        extension('2.5.29.15', true, bits(Buffer.from([0x80]), 7)),
        extension('2.5.29.37', false, sequence(oid('1.3.6.1.5.5.7.3.1'))),
        extension('2.5.29.17', false, sequence(...hosts.map(alternativeName))),
      ],
    })
    return { cert: leafCert, key: leaf.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
  }
  return { cert, issue }
}
