import { createPrivateKey, sign } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { driveErrors } from '../../../src/playground/drive/answer.ts'
import { createDrive, type Drive } from '../../../src/playground/drive/index.ts'

const time = { now: Date.UTC(2023, 0, 17) }
const keyFile = z.object({ client_email: z.string(), private_key: z.string() })
const granted = z.object({ access_token: z.string(), expires_in: z.number(), token_type: z.literal('Bearer') })

let drive: Drive
beforeAll(async () => {
  drive = await createDrive({ now: () => time.now })
  drive.documents.putDocument({ id: 'a', name: 'Notes', markdown: '* a\n', sharedWith: [drive.email] })
})
afterAll(() => drive.stop())

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const assertion = (over: Readonly<Record<string, unknown>> = {}, head: Readonly<Record<string, unknown>> = {}) => {
  const key = keyFile.parse(JSON.parse(drive.credentialsJson))
  const seconds = Math.floor(time.now / 1_000)
  const claims = {
    iss: key.client_email,
    scope: 'https://www.googleapis.com/auth/drive.readonly',
    aud: 'https://oauth2.googleapis.com/token',
    iat: seconds,
    exp: seconds + 3_600,
    ...over,
  }
  const signed = `${part({ alg: 'RS256', typ: 'JWT', ...head })}.${part(claims)}`
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), createPrivateKey(key.private_key)).toString('base64url')}`
}
const ask = (value: string, grant = 'urn:ietf:params:oauth:grant-type:jwt-bearer') =>
  fetch(`${drive.apiUrl}/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: grant, assertion: value }),
  })
const token = async () => granted.parse(await (await ask(assertion())).json()).access_token
const get = async (path: string, bearer?: string) =>
  fetch(`${drive.apiUrl}/drive/v3/files/${path}`, { headers: { authorization: `Bearer ${bearer ?? (await token())}` } })

describe('a token', () => {
  test('is given for an assertion signed by the account, for an hour', async () => {
    const bearer = await token()
    expect((await get('a', bearer)).status).toBe(200)
    time.now += 3_599_000
    expect((await get('a', bearer)).status).toBe(200)
    time.now += 1_000
    expect((await get('a', bearer)).status).toBe(401)
  })

  test.each([
    ['another audience', { aud: 'http://127.0.0.1/token' }, {}],
    ['an account that it does not know', { iss: 'who@example.org' }, {}],
    ['more than an hour', { exp: Math.floor(Date.UTC(2033, 0, 1) / 1_000) }, {}],
    ['a time long past', { iat: 1, exp: 3_601 }, {}],
    ['no times', { iat: undefined }, {}],
    ['a scope that is none', { scope: 'everything' }, {}],
    ['no scope', { scope: '' }, {}],
    ['no algorithm', {}, { alg: 'none' }],
  ])('is refused for %s', async (_what, claims, head) => {
    const answer = await ask(assertion(claims, head))
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error: expect.stringMatching(/^invalid_(grant|scope)$/) })
  })

  test('is refused for a signature that does not fit, a broken assertion and another grant', async () => {
    const [head, , signature] = assertion().split('.')
    const [, other] = assertion({ scope: 'https://www.googleapis.com/auth/drive' }).split('.')
    expect(await (await ask(`${head}.${other}.${signature}`)).json()).toMatchObject({
      error: 'invalid_grant',
      error_description: 'Invalid JWT Signature.',
    })
    for (const broken of ['', 'a.b.c', 'a'.repeat(100_000)]) expect((await ask(broken)).status).toBe(400)
    expect(await (await ask(assertion(), 'password')).json()).toMatchObject({ error: 'unsupported_grant_type' })
  })

  test('ends when the account is revoked', async () => {
    const bearer = await token()
    drive.revokeTokens()
    expect((await get('a', bearer)).status).toBe(401)
  })
})

describe('a document', () => {
  test('is described by the fields that were asked for, and by Drive’s usual ones without', async () => {
    expect(await (await get('a')).json()).toEqual({
      kind: 'drive#file',
      id: 'a',
      name: 'Notes',
      mimeType: 'application/vnd.google-apps.document',
    })
    expect(await (await get('a?fields=version,trashed,modifiedTime')).json()).toEqual({
      version: expect.stringMatching(/^\d+$/),
      trashed: false,
      modifiedTime: '2023-01-17T00:00:00.000Z',
    })
  })

  test('counts a new version for every writing, comment and permission, and its text stays readable', async () => {
    const version = async () =>
      z.object({ version: z.coerce.number() }).parse(await (await get('a?fields=version')).json()).version
    const first = await version()
    drive.documents.touch('a')
    drive.documents.share('a', [drive.email, 'x@example.org'])
    drive.documents.putDocument({ id: 'a', name: 'Notes', markdown: '* b\n', sharedWith: [drive.email] })
    expect(await version()).toBe(first + 3)
    const exported = await get('a/export?mimeType=text/markdown')
    expect([exported.headers.get('content-type'), await exported.text()]).toEqual([
      'text/markdown; charset=utf-8',
      '* b\n',
    ])
  })

  test('shows itself to the accounts it is shared with alone', async () => {
    drive.documents.putDocument({ id: 'b', name: 'B', markdown: 'b', sharedWith: ['x@example.org'] })
    for (const path of ['b', 'b/export?mimeType=text/markdown', 'none']) {
      const answer = await get(path)
      expect(answer.status).toBe(404)
      expect(await answer.json()).toMatchObject({ error: { code: 404, errors: [{ reason: 'notFound' }] } })
    }
    drive.documents.share('b', [drive.email])
    expect((await get('b')).status).toBe(200)
    drive.documents.remove('b')
    expect((await get('b')).status).toBe(404)
  })

  test('of a shared drive is found only by a request that supports them', async () => {
    drive.documents.putDocument({ id: 'c', name: 'C', markdown: 'c', sharedWith: [drive.email], onSharedDrive: true })
    expect((await get('c')).status).toBe(404)
    expect((await get('c?supportsAllDrives=true')).status).toBe(200)
  })

  test('is not exported as what Drive cannot make of it', async () => {
    expect((await get('a/export?mimeType=image/png')).status).toBe(400)
    expect((await get('a/export')).status).toBe(400)
  })
})

describe('the playground itself', () => {
  test('names every request before it is answered', async () => {
    const seen: unknown[] = []
    const bearer = await token()
    drive.onRequest((it) => seen.push(it))
    await get('a', bearer)
    await get('a/export?mimeType=text/markdown', 'none')
    expect(seen).toEqual([
      { operation: 'get', document: 'a', by: drive.email },
      { operation: 'export', document: 'a', by: null },
    ])
  })

  test('keeps what it does not know, and answers 501', async () => {
    expect((await get('a?acknowledgeAbuse=true')).status).toBe(501)
    expect((await get('a/export?mimeType=text/markdown&supportsAllDrives=true')).status).toBe(501)
    expect((await fetch(`${drive.apiUrl}/drive/v3/files`, { method: 'POST' })).status).toBe(501)
    expect(drive.unexpected).toEqual([
      'the argument acknowledgeAbuse of get',
      'the argument supportsAllDrives of export',
      'POST /drive/v3/files',
    ])
  })

  test('fails as often as it is told to', async () => {
    const bearer = await token()
    drive.faults.add('get', { error: 'rateLimitExceeded', retryAfter: '7' }, 2)
    for (const wait of ['7', '7', null]) expect((await get('a', bearer)).headers.get('retry-after')).toBe(wait)
    drive.faults.add('get', 'cut')
    await expect(get('a', bearer)).rejects.toThrow()
  })

  test('answers as late as the operator wants, and fails until that is called off', async () => {
    const bearer = await token()
    const free = Promise.withResolvers<void>()
    drive.faults.add('get', { pause: () => free.promise })
    const asked = get('a', bearer)
    free.resolve()
    expect((await asked).status).toBe(200)
    const fault = drive.faults.add('get', { error: 'serviceUnavailable' }, Number.POSITIVE_INFINITY)
    for (let turn = 0; turn < 3; turn++) expect((await get('a', bearer)).status).toBe(503)
    fault.off()
    expect((await get('a', bearer)).status).toBe(200)
  })

  test('every error names the page of Google’s documentation that it comes from', () => {
    const pages = Object.values(driveErrors).map(({ page }) => page)
    expect(pages.length).toBeGreaterThan(5)
    for (const page of pages)
      expect(page).toMatch(/^https:\/\/developers\.google\.com\/workspace\/drive\/api\/guides\/[a-z-]+$/)
  })
})
