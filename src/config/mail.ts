import { createPrivateKey, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { type MailServer, mailServer, type Schemes } from './address.ts'
import type { Ask, SettingName } from './environment.ts'

/** XOAUTH2 by a refresh token; the user is the one in the server's address. */
const oauth = z.strictObject({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  refreshToken: z.string().min(1),
  tokenUrl: z.url({ protocol: /^https$/ }),
})
export type MailOauth = Readonly<z.infer<typeof oauth>>
export type MailAccount = MailServer & Readonly<{ oauth: MailOauth | null }>
export type Dkim = Readonly<{ key: KeyObject; selector: string; domain: string }>

export type MailSettings = Readonly<{
  smtp: MailAccount | null
  witness: MailAccount | null
  intake: MailAccount | null
  bounce: MailAccount | null
  dkim: Dkim | null
}>

const smtpSchemes: Schemes = {
  'smtps:': { tls: 'at-once', port: 465 },
  'smtp:': { tls: 'starttls', port: 587 },
}
const imapSchemes: Schemes = { 'imaps:': { tls: 'at-once', port: 993 } }

/** Text of JSON, or undefined when it is none. */
export const json = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `given` though `value` is null: it was there and was complained about. */
type Oauth = Readonly<{ given: boolean; value: MailOauth | null }>

const readOauth = (ask: Ask, name: SettingName): Oauth => {
  const text = ask.value(name)
  const result = text === null ? null : oauth.safeParse(json(text))
  if (result && !result.success)
    ask.complain(
      name,
      'is not JSON with clientId, clientSecret, refreshToken and tokenUrl (https), and nothing else',
      'Write it as one line of JSON, or put it into a file and name that by the same variable with _FILE.',
    )
  return { given: ask.given(name), value: result?.success ? result.data : null }
}

const account = (ask: Ask, name: SettingName, schemes: Schemes, byOauth: Oauth): MailAccount | null => {
  const server = mailServer(ask, name, schemes)
  if (!server) return null
  if (server.user && !server.password && !byOauth.given)
    return ask.complain(name, 'names a user without a password', 'Add the password, or set up OAuth beside it.')
  if (!server.user && (server.password || byOauth.given || schemes === imapSchemes))
    return ask.complain(name, 'names no user', 'Write it like user:password@host; with OAuth like user@host.')
  return { ...server, oauth: byOauth.value }
}

const lonely = (ask: Ask, name: SettingName, servers: readonly SettingName[]): void => {
  if (ask.given(name) && !servers.some(ask.given))
    ask.complain(name, 'is set, but no server that it could serve', `Set ${servers.join(' or ')} too, or remove it.`)
}

const privateKey = (pem: string): KeyObject | null => {
  try {
    return createPrivateKey(pem.replaceAll('\\n', '\n'))
  } catch {
    return null
  }
}

const signingKey = (ask: Ask): KeyObject | null => {
  const pem = ask.value('DKIM_KEY')
  if (pem === null) return null
  const key = privateKey(pem)
  if (!key) return ask.complain('DKIM_KEY', 'is not a private key', 'Give it as PEM, without a passphrase.')
  if (key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048) return key
  return ask.complain(
    'DKIM_KEY',
    'is not an RSA key of at least 2048 bits',
    'Make one with: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out dkim.pem',
  )
}

const dkimNames = ['DKIM_KEY', 'DKIM_SELECTOR', 'DKIM_DOMAIN'] as const

const readDkim = (ask: Ask): Dkim | null => {
  if (!dkimNames.some(ask.given)) return null
  for (const name of dkimNames)
    if (!ask.given(name))
      ask.missing(name, 'is not set, though other settings of DKIM are', `Set all of ${dkimNames.join(', ')}, or none.`)
  const key = signingKey(ask)
  const [selector, domain] = [ask.value('DKIM_SELECTOR'), ask.value('DKIM_DOMAIN')]
  const label = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i
  if (selector !== null && !label.test(selector))
    ask.complain('DKIM_SELECTOR', 'is not a name in DNS', 'Write only what stands before ._domainkey, such as cordon1.')
  if (domain !== null && !(label.test(domain) && domain.includes('.')))
    ask.complain('DKIM_DOMAIN', 'is not a domain', 'Write the domain of the address that mails come from.')
  return key && selector && domain ? { key, selector, domain } : null
}

/** Mail accounts and the DKIM key; each is null when it is not set (or was complained about). */
export const readMail = (ask: Ask): MailSettings => {
  const mailboxes = ['WITNESS_IMAP_URL', 'INTAKE_IMAP_URL', 'BOUNCE_IMAP_URL'] as const
  lonely(ask, 'SMTP_OAUTH', ['SMTP_URL'])
  lonely(ask, 'IMAP_OAUTH', mailboxes)
  for (const name of ['SMTP_OAUTH', 'IMAP_OAUTH'] as const)
    if (ask.given(name))
      ask.complain(
        name,
        'is set, but signing in by OAuth is not built yet',
        'Use a password (an app password) in the address.',
      )
  const imap = readOauth(ask, 'IMAP_OAUTH')
  return {
    smtp: account(ask, 'SMTP_URL', smtpSchemes, readOauth(ask, 'SMTP_OAUTH')),
    witness: account(ask, 'WITNESS_IMAP_URL', imapSchemes, imap),
    intake: account(ask, 'INTAKE_IMAP_URL', imapSchemes, imap),
    bounce: account(ask, 'BOUNCE_IMAP_URL', imapSchemes, imap),
    dkim: readDkim(ask),
  }
}
