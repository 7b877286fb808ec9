import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createDocuments, redirected } from '../../../src/adapters/drive/documents.ts'
import { longestNotes, parseMarkdown } from '../../../src/adapters/drive/markdown.ts'
import type { Clock } from '../../../src/kernel/time.ts'
import { createDrive, type Drive, type Seen } from '../../../src/playground/drive/index.ts'

const keyFile = z.object({ client_email: z.string(), private_key: z.string() })

let drive: Drive
const seen: Seen[] = []
const timers: (() => void)[] = []
const logged: unknown[] = []
const clock: Clock = {
  now: () => 0,
  line: () => 1_000_000,
  span: () => 0,
  pause: async () => {},
  after: (_ms, call) => {
    timers.push(call)
    return () => {}
  },
}

const documents = (credentials = drive.credentialsJson, apiUrl = drive.apiUrl) => {
  const { client_email: email, private_key: privateKey } = keyFile.parse(JSON.parse(credentials))
  return createDocuments({ email, privateKey, apiUrl }, { clock, log: (_what, about) => logged.push(about) })
}
const put = (over: Readonly<Record<string, unknown>> = {}) =>
  drive.documents.putDocument({ id: 'notes-1', name: 'Notes', markdown: '# 1\n', sharedWith: [drive.email], ...over })
const asked = () => seen.map(({ operation }) => operation)

beforeAll(async () => {
  drive = await createDrive({ now: Date.now })
  drive.onRequest((request) => seen.push(request))
})
beforeEach(() => {
  drive.faults.clear()
  for (const list of [seen, timers, logged]) list.length = 0
})
afterAll(async () => {
  expect(drive.unexpected).toEqual([])
  await drive.stop()
})

describe('a document in Drive', () => {
  test('is read as Markdown with its version, and exported again only when the version moved', async () => {
    put({ markdown: '# 18 January 2023\n\n* “a” 🙂\n' })
    const it = documents()
    const first = await it.read('notes-1', null)
    expect(first).toMatchObject({ text: '# 18 January 2023\n\n* “a” 🙂\n' })
    const version = 'version' in first ? first.version : ''
    expect(asked()).toEqual(['token', 'get', 'export'])
    expect(await it.read('notes-1', version)).toEqual({ unchanged: true })
    expect(asked().slice(3)).toEqual(['get'])
    drive.documents.touch('notes-1')
    const again = await it.read('notes-1', version)
    expect(again).toMatchObject({ text: '# 18 January 2023\n\n* “a” 🙂\n' })
    expect('version' in again && Number(again.version)).toBe(Number(version) + 1)
  })

  test('on a shared drive is found', async () => {
    put({ onSharedDrive: true })
    expect(await documents().read('notes-1', null)).toHaveProperty('text')
  })

  test('that is not shared, or not there, is said so; the account to share it with is known', async () => {
    put({ sharedWith: ['someone@example.org'] })
    const it = documents()
    expect(await it.read('notes-1', null)).toEqual({ failed: 'not-shared' })
    expect(await it.read('nothing', null)).toEqual({ failed: 'not-shared' })
    expect(it.address).toBe(drive.email)
  })

  test('in the bin, too large, or of another kind is said so', async () => {
    const it = documents()
    put()
    drive.documents.trash('notes-1')
    expect(await it.read('notes-1', null)).toEqual({ failed: 'deleted' })
    put({ markdown: 'x'.repeat(10 * 1024 * 1024 + 1) })
    expect(await it.read('notes-1', null)).toEqual({ failed: 'too-large' })
    put({ mimeType: 'application/vnd.google-apps.spreadsheet' })
    expect(await it.read('notes-1', null)).toEqual({ failed: 'not-a-document' })
  })

  test('comes without pictures, NUL and the part that is too long, and the reader still sees the cut', async () => {
    put({ markdown: `a\0b ![](data:image/png;base64,${'A'.repeat(100_000)})\n${'* x\n'.repeat(300_000)}` })
    const read = await documents().read('notes-1', null)
    const text = 'text' in read ? read.text : ''
    expect(text.startsWith('ab ![](#)\n* x\n')).toBe(true)
    expect(Buffer.byteLength(text)).toBe(longestNotes + 1_024)
    expect(parseMarkdown(text).cutAt).toBeGreaterThan(100_000)
  })

  test('opens at the address that people know', () => {
    expect(documents().link('a b')).toBe('https://docs.google.com/document/d/a%20b/edit')
  })
})

describe('when Drive fails', () => {
  test.each([
    ['token', 'serviceUnavailable', 503],
    ['get', 'backendError', 500],
    ['export', 'userRateLimitExceeded', 403],
    ['get', 'rateLimitExceeded', 429],
  ] as const)('%s answering %s is asked once and named for later', async (operation, error, status) => {
    put()
    drive.faults.add(operation, { error, retryAfter: '30' })
    expect(await documents().read('notes-1', null)).toEqual({ retryAt: 1_030_000, reason: `drive-${status}` })
    expect(asked().filter((each) => each === operation)).toHaveLength(1)
    expect(await documents().read('notes-1', null)).toHaveProperty('text')
  })

  test.each(['token', 'get', 'export'] as const)(
    'a connection cut during %s is asked again later',
    async (operation) => {
      put()
      drive.faults.add(operation, 'cut')
      expect(await documents().read('notes-1', null)).toEqual({ retryAt: 1_020_000, reason: 'drive-no-answer' })
      expect(asked().filter((each) => each === operation)).toHaveLength(1)
    },
  )

  test.each(['token', 'get', 'export'] as const)('silence in %s ends when the time is up', async (operation) => {
    put()
    drive.faults.add(operation, 'silence')
    const reading = documents().read('notes-1', null)
    await expect.poll(() => asked().includes(operation)).toBe(true)
    for (const ring of timers) ring()
    expect(await reading).toEqual({ retryAt: 1_020_000, reason: 'drive-no-answer' })
  })

  test('a caller who gives up is answered at once', async () => {
    put()
    drive.faults.add('get', 'silence')
    const stop = new AbortController()
    const reading = documents().read('notes-1', null, stop.signal)
    await expect.poll(() => asked().includes('get')).toBe(true)
    stop.abort()
    expect(await reading).toMatchObject({ reason: 'drive-no-answer' })
    expect(await documents().read('notes-1', null, AbortSignal.abort())).toMatchObject({ reason: 'drive-no-answer' })
  })

  test('nobody listening is no answer', async () => {
    const gone = await createDrive({ now: Date.now })
    await gone.stop()
    expect(await documents(drive.credentialsJson, gone.apiUrl).read('x', null)).toMatchObject({
      reason: 'drive-no-answer',
    })
  })

  test('an account that Google does not know is refused, and the log says so without key or address', async () => {
    const stranger = await createDrive({ now: Date.now })
    const credentials = stranger.credentialsJson
    await stranger.stop()
    expect(await documents(credentials).read('notes-1', null)).toEqual({ failed: 'refused' })
    expect(logged).toEqual([{ status: 400, reason: 'invalid_grant' }])
  })

  test('without an account documents are off, and nothing is asked', async () => {
    const off = createDocuments(null, { clock, log: () => {} })
    expect([await off.read('notes-1', null), off.address, asked()]).toEqual([{ failed: 'off' }, null, []])
  })
})

describe('where calls are led', () => {
  test.each([
    ['https://oauth2.googleapis.com/token', 'http://127.0.0.1:8080', 'http://127.0.0.1:8080/token'],
    [
      'https://www.googleapis.com/drive/v3/files/a?x=1',
      'http://127.0.0.1:8080',
      'http://127.0.0.1:8080/drive/v3/files/a?x=1',
    ],
    [
      'https://www.googleapis.com/drive/v3/files/a',
      'https://proxy.example/g/',
      'https://proxy.example/g/drive/v3/files/a',
    ],
    ['https://oauth2.googleapis.com/token', 'https://www.googleapis.com', 'https://oauth2.googleapis.com/token'],
    ['https://www.googleapis.com.example.org/a', 'http://127.0.0.1:8080', 'https://www.googleapis.com.example.org/a'],
  ])('%s with %s goes to %s', (url, apiUrl, to) => {
    expect(redirected(url, apiUrl)).toBe(to)
  })
})
