import { isIP } from 'node:net'
import type { Ask, SettingName } from './environment.ts'

const loopback = (host: string): boolean =>
  host === 'localhost' ||
  host.endsWith('.localhost') ||
  host === '[::1]' ||
  (isIP(host) === 4 && host.startsWith('127.'))

const parsed = (value: string): URL | null => (URL.canParse(value) ? new URL(value) : null)

/** An address of the web without a slash at its end: https, or http on this machine only, since secrets travel there. */
export const webAddress = (ask: Ask, name: SettingName, usual: string): string | null => {
  const value = ask.value(name)
  if (value === null) return ask.given(name) ? null : usual
  const url = parsed(value)
  if (
    !url ||
    !['http:', 'https:'].includes(url.protocol) ||
    url.search !== '' ||
    url.hash !== '' ||
    url.username !== ''
  )
    return ask.complain(name, 'is not a plain web address', `Write it like ${usual}, without user, ? and #.`)
  if (url.protocol === 'http:' && !loopback(url.hostname))
    return ask.complain(name, 'is not encrypted', 'Use https; http is accepted for this machine only.')
  return url.href.replace(/\/+$/, '')
}

/** Where a mail server is, and how its line is encrypted: at once, by STARTTLS, or not at all on this machine. */
export type MailServer = Readonly<{
  host: string
  port: number
  tls: 'at-once' | 'starttls' | 'none'
  user: string | null
  password: string | null
}>

type Scheme = Readonly<{ tls: 'at-once' | 'starttls'; port: number }>
export type Schemes = Readonly<Record<string, Scheme>>

const decoded = (text: string): string | null => {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

const encryption = (url: URL, scheme: Scheme): MailServer['tls'] | null => {
  const asked = [...url.searchParams]
  if (asked.length === 0) return scheme.tls
  const off = asked.length === 1 && url.searchParams.get('tls') === 'none' && scheme.tls === 'starttls'
  return off && loopback(url.hostname) ? 'none' : null
}

/**
 * A mail server's address such as smtps://user:password@host. Encryption is required; `?tls=none` is accepted for a server
 * on this machine only. User and password are percent-encoded.
 */
export const mailServer = (ask: Ask, name: SettingName, schemes: Schemes): MailServer | null => {
  const value = ask.value(name)
  if (value === null) return null
  const [first = ''] = Object.keys(schemes)
  const example = `${first}//user:password@mail.example.org`
  const url = parsed(value)
  const scheme = url ? schemes[url.protocol] : undefined
  if (!url || !scheme || url.hostname === '' || !['', '/'].includes(url.pathname) || url.hash !== '')
    return ask.complain(name, 'is not the address of a mail server', `Write it like ${example}.`)
  const tls = encryption(url, scheme)
  if (!tls)
    return ask.complain(name, 'asks for something unknown behind ?', 'Only ?tls=none for this machine is known.')
  const user = decoded(url.username)
  const password = decoded(url.password)
  if (user === null || password === null)
    return ask.complain(name, 'has a user or password that cannot be read', 'Percent-encode both, as %40 for @.')
  const port = url.port === '' ? scheme.port : Number(url.port)
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  return { host, port, tls, user: user || null, password: password || null }
}

/** A PostgreSQL address, or null; refuses anything that is not one. */
export const databaseUrl = (ask: Ask): string | null => {
  const value = ask.value('DATABASE_URL')
  if (value === null) return null
  const url = parsed(value)
  const right = url && ['postgres:', 'postgresql:'].includes(url.protocol) && url.pathname.length > 1
  if (right) return value
  return ask.complain(
    'DATABASE_URL',
    'is not the address of a PostgreSQL database',
    'Write it like postgres://user:password@host/name, or leave it out to use SQLite in DATA_DIR.',
  )
}
