import type { Refusal } from '../../kernel/refusal.ts'
import { refusals } from './refused.ts'

/** A mailbox that is read: IMAP over TLS from the first byte. */
export type ImapAccount = Readonly<{ host: string; port: number; user: string; password: string }>

/**
 * Reads WITNESS_IMAP_URL and the like: `imaps://user:password@host` (port 993, RFC 8314). Refuses anything else; the
 * refusal never holds the URL.
 */
export const imapAccount = (url: string): ImapAccount | Refusal => {
  const parsed = URL.parse(url)
  if (parsed?.protocol !== 'imaps:' || parsed.hostname === '') return refusals.url('scheme')
  if (parsed.username === '' || parsed.password === '') return refusals.url('login')
  return {
    host: parsed.hostname.replace(/^\[|\]$/g, ''),
    port: parsed.port === '' ? 993 : Number(parsed.port),
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
  }
}
