import type { Refusal } from '../../kernel/refusal.ts'
import { refusals } from './refused.ts'

/** Where mail is handed in. `off` speaks in clear and therefore never has a password. */
export type SubmissionHost = Readonly<{
  host: string
  port: number
  tls: 'implicit' | 'starttls' | 'off'
  login: Readonly<{ user: string; password: string }> | null
}>

/**
 * Reads SMTP_URL: `smtps://user:password@host` (port 465, RFC 8314) or `smtp://user:password@host` (port 587, STARTTLS
 * required). Only `smtp://host?tls=off` speaks in clear, for a relay on this machine. Refuses other schemes, a password
 * that would go in clear, a name without a password, and settings it does not know; the refusal never holds the URL.
 */
export const submissionHost = (url: string): SubmissionHost | Refusal => {
  const parsed = URL.parse(url)
  if (!parsed || !/^smtps?:$/.test(parsed.protocol) || parsed.hostname === '') return refusals.url('scheme')
  const query = parsed.search
  if (query !== '' && query !== '?tls=off') return refusals.url('setting')
  const implicit = parsed.protocol === 'smtps:'
  const off = query === '?tls=off'
  if (implicit && off) return refusals.url('setting')
  const named = parsed.username !== '' || parsed.password !== ''
  if (named && (parsed.username === '' || parsed.password === '')) return refusals.url('login')
  if (named && off) return refusals.url('password-in-clear')
  return {
    host: parsed.hostname.replace(/^\[|\]$/g, ''),
    port: parsed.port === '' ? (implicit ? 465 : 587) : Number(parsed.port),
    tls: implicit ? 'implicit' : off ? 'off' : 'starttls',
    login: named ? { user: decodeURIComponent(parsed.username), password: decodeURIComponent(parsed.password) } : null,
  }
}
