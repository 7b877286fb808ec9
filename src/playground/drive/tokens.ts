import { createPublicKey, generateKeyPairSync, randomBytes, verify } from 'node:crypto'
import { type Answer, json, tokenRefusal } from './answer.ts'

/** The address that an assertion must name, whatever address it is sent to. */
const audience = 'https://oauth2.googleapis.com/token'
const grantType = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
const scopes = ['https://www.googleapis.com/auth/drive.readonly', 'https://www.googleapis.com/auth/drive']
const oneHour = 3_600
const clockSkew = 300

const decoded = (part: string | undefined): Readonly<Record<string, unknown>> | null => {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString())
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : null
  } catch {
    return null
  }
}

export type Bearer = Readonly<{ email: string; scopes: readonly string[] }>

/**
 * Service accounts and their tokens: an account signs an assertion (RS256) and gets an access token for an hour.
 * After https://developers.google.com/identity/protocols/oauth2/service-account; `now` is line time, ms UTC.
 */
export const createTokens = (now: () => number) => {
  const keys = new Map<string, string>()
  const issued = new Map<string, Bearer & Readonly<{ until: number }>>()

  /** Whether an assertion holds, in seconds of line time; the sentence says what Google finds wrong with it. */
  const wrongWith = (claims: Readonly<Record<string, unknown>>): string | null => {
    const { aud, iat, exp } = claims
    const seconds = now() / 1_000
    if (aud !== audience) return 'Invalid JWT: Failed audience check.'
    if (typeof iat !== 'number' || typeof exp !== 'number') return 'Invalid JWT: iat and exp are required.'
    if (exp - iat > oneHour) return 'Invalid JWT: Token must be a short-lived token (60 minutes).'
    if (iat > seconds + clockSkew || exp < seconds - clockSkew)
      return 'Invalid JWT: Token must be in a reasonable timeframe. Check your iat and exp values.'
    return null
  }

  const exchange = (form: URLSearchParams): Answer => {
    if (form.get('grant_type') !== grantType) return tokenRefusal('unsupported_grant_type', 'Invalid grant_type')
    const [head, body, signature, ...rest] = (form.get('assertion') ?? '').split('.')
    const claims = decoded(body)
    if (!claims || rest.length > 0) return tokenRefusal('invalid_grant', 'Bad Request')
    const email = typeof claims.iss === 'string' ? claims.iss : ''
    const key = keys.get(email)
    if (!key) return tokenRefusal('invalid_grant', 'Invalid grant: account not found')
    const signed = Buffer.from(`${head}.${body}`)
    const holds =
      decoded(head)?.alg === 'RS256' &&
      verify('RSA-SHA256', signed, createPublicKey(key), Buffer.from(signature ?? '', 'base64url'))
    if (!holds) return tokenRefusal('invalid_grant', 'Invalid JWT Signature.')
    const wrong = wrongWith(claims)
    if (wrong) return tokenRefusal('invalid_grant', wrong)
    const asked = typeof claims.scope === 'string' ? claims.scope.split(' ') : []
    if (asked.length === 0 || asked.some((scope) => !scopes.includes(scope)))
      return tokenRefusal('invalid_scope', 'Invalid OAuth scope or ID token audience provided.')
    const token = `ya29.${randomBytes(24).toString('base64url')}`
    issued.set(token, { email, scopes: asked, until: now() + oneHour * 1_000 })
    return json({ access_token: token, expires_in: oneHour - 1, token_type: 'Bearer' })
  }

  return {
    exchange,
    /** Makes a service account and returns its key file. */
    addAccount: (email: string): string => {
      const pair = generateKeyPairSync('rsa', {
        modulusLength: 2048,
        publicKeyEncoding: { type: 'spki', format: 'pem' },
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      })
      keys.set(email, pair.publicKey)
      return JSON.stringify({
        type: 'service_account',
        project_id: 'playground',
        private_key_id: randomBytes(20).toString('hex'),
        private_key: pair.privateKey,
        client_email: email,
        client_id: '100000000000000000000',
        token_uri: audience,
      })
    },
    /** Whose token this header carries; null for none, an unknown or an expired one. */
    bearer: (header: string | undefined): Bearer | null => {
      const found = issued.get(header?.replace(/^Bearer /, '') ?? '')
      return found && found.until > now() ? found : null
    },
    /** Makes every token invalid, as when an administrator takes the account's access away. */
    revoke: () => issued.clear(),
  }
}
