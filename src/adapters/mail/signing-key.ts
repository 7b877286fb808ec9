import type { KeyObject } from 'node:crypto'
import { createPrivateKey, createPublicKey } from 'node:crypto'
import type { Refusal } from '../../kernel/refusal.ts'
import { refusals } from './refused.ts'

/** A key ready for signing, and where its public half is published: `selector._domainkey.domain`. */
export type SigningKey = Readonly<{ privateKey: KeyObject; publicKey: KeyObject; domain: string; selector: string }>

/** RFC 8301, 3.2: signers should use at least 2,048 bits. */
const fewestBits = 2048

const dnsName = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

const privateKeyIn = (pem: string): KeyObject | null => {
  try {
    return createPrivateKey(pem)
  } catch {
    return null
  }
}

/**
 * Reads the key once, so that no mail parses a PEM. Refuses a text that is no private key, any key that is not RSA
 * (receivers do not all know Ed25519), fewer than 2,048 bits, and names that cannot stand in the DNS.
 */
export const readSigningKey = (
  given: Readonly<{ pem: string; domain: string; selector: string }>,
): SigningKey | Refusal => {
  const domain = given.domain.toLowerCase()
  const selector = given.selector.toLowerCase()
  if (!dnsName.test(domain) || !domain.includes('.')) return refusals.signature('domain')
  if (!dnsName.test(selector)) return refusals.signature('selector')
  const privateKey = privateKeyIn(given.pem)
  if (!privateKey) return refusals.signature('key-unreadable')
  if (privateKey.asymmetricKeyType !== 'rsa') return refusals.signature('key-not-rsa')
  if ((privateKey.asymmetricKeyDetails?.modulusLength ?? 0) < fewestBits) return refusals.signature('key-too-short')
  return { privateKey, publicKey: createPublicKey(privateKey), domain, selector }
}
