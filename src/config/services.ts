import { createPrivateKey } from 'node:crypto'
import { z } from 'zod'
import { databaseUrl, webAddress } from './address.ts'
import type { Ask } from './environment.ts'
import { json } from './mail.ts'

export type GoogleSettings = Readonly<{ email: string; privateKey: string; apiUrl: string }>
export type GithubSettings = Readonly<{ token: string; webhookSecret: string | null; apiUrl: string }>
export type StoreSettings = Readonly<{ kind: 'sqlite'; dir: string }> | Readonly<{ kind: 'postgres'; url: string }>

/** The fields that are needed of a service account's key file; Google writes more into it. */
const serviceAccount = z.object({
  type: z.literal('service_account'),
  client_email: z.string().includes('@'),
  private_key: z.string().refine((pem) => {
    try {
      return createPrivateKey(pem).asymmetricKeyType === 'rsa'
    } catch {
      return false
    }
  }),
})

/** The service account that reads the notes; null when none is set. */
export const readGoogle = (ask: Ask): GoogleSettings | null => {
  const apiUrl = webAddress(ask, 'GOOGLE_API_URL', 'https://www.googleapis.com')
  const text = ask.value('GOOGLE_CREDENTIALS')
  if (text === null) return null
  const result = serviceAccount.safeParse(json(text))
  if (!result.success)
    return ask.complain(
      'GOOGLE_CREDENTIALS',
      'is not the JSON key of a service account (with type, client_email and an RSA private_key)',
      'Make a key for the service account in Google Cloud, and name its file by GOOGLE_CREDENTIALS_FILE.',
    )
  if (apiUrl === null) return null
  return { email: result.data.client_email, privateKey: result.data.private_key, apiUrl }
}

/** GitHub's token and webhook secret; null when no token is set. */
export const readGithub = (ask: Ask): GithubSettings | null => {
  const apiUrl = webAddress(ask, 'GITHUB_API_URL', 'https://api.github.com')
  const token = ask.value('GITHUB_TOKEN')
  if (!ask.given('GITHUB_TOKEN') && ask.given('GITHUB_WEBHOOK_SECRET'))
    ask.missing('GITHUB_TOKEN', 'is not set, though GITHUB_WEBHOOK_SECRET is', 'Set it too, or remove the other.')
  if (token === null || apiUrl === null) return null
  return { token, webhookSecret: ask.value('GITHUB_WEBHOOK_SECRET'), apiUrl }
}

/** Where Cordon keeps its data: PostgreSQL when its address is set, otherwise SQLite in a folder. */
export const readStore = (ask: Ask): StoreSettings | null => {
  if (!ask.given('DATABASE_URL')) return { kind: 'sqlite', dir: ask.value('DATA_DIR') ?? './data' }
  const url = databaseUrl(ask)
  return url === null ? null : { kind: 'postgres', url }
}

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof levels)[number]

export type ProcessSettings = Readonly<{
  /** 0 takes any free port. */
  port: number
  /** The address that the public reaches Cordon by, without a slash at its end; null when it has none. */
  publicUrl: string | null
  logLevel: LogLevel
  /** The key of Cordon's own tokens; null when it was not set. */
  secret: string | null
  /** What `main.ts` sets TZ to before anything else; null when it is set already. */
  setZone: 'UTC' | null
}>

const readPort = (ask: Ask): number => {
  const value = ask.value('PORT') ?? '3000'
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value)
  ask.complain('PORT', 'is not a port', 'Write a number from 1 to 65535, or 0 for any free port.')
  return 0
}

const readLevel = (ask: Ask): LogLevel => {
  const value = ask.value('LOG_LEVEL') ?? 'info'
  const level = levels.find((known) => known === value)
  if (!level) ask.complain('LOG_LEVEL', 'is not a level', `Write one of ${levels.join(', ')}.`)
  return level ?? 'info'
}

const readSecret = (ask: Ask): string | null => {
  const value = ask.value('CORDON_SECRET')
  if (value === null || value.length >= 32) return value
  return ask.complain('CORDON_SECRET', 'is shorter than 32 characters', 'Make one with: openssl rand -base64 48')
}

/** Whether TZ must be set: node-cron and calendars are right under UTC only, so any other zone is refused. */
const readZone = (ask: Ask): ProcessSettings['setZone'] => {
  const value = ask.value('TZ')
  if (value === null) return 'UTC'
  if (!['UTC', 'Etc/UTC'].includes(value))
    ask.complain('TZ', 'is another zone than UTC', 'Remove it, or set it to UTC; meetings have zones of their own.')
  return null
}

/** What the process itself needs to know. */
export const readProcess = (ask: Ask): ProcessSettings => ({
  port: readPort(ask),
  publicUrl: ask.given('PUBLIC_URL') ? webAddress(ask, 'PUBLIC_URL', 'https://security.example.org') : null,
  logLevel: readLevel(ask),
  secret: readSecret(ask),
  setZone: readZone(ask),
})
