import { describe, expect, test } from 'vitest'
import { servePage } from '../../../src/playground/page/serve.ts'
import { after } from '../../../src/playground/slack/timers.ts'
import { createPage } from './page-for-tests.ts'

const settings = (headers: Readonly<Record<string, string>>) => ({ method: 'POST', headers, body: '{"theme":"dark"}' })

describe('the door of the page', () => {
  test('answers to its own names only, so that no name pointed at this machine reads it', async () => {
    const { get, ada, town, address } = await createPage()
    const port = new URL(address).port
    const path = `/as/${ada}/${town}`
    expect((await get(path, { host: `localhost:${port}` })).status).toBe(200)
    for (const host of [`evil.example:${port}`, '127.0.0.1', `127.0.0.1:${Number(port) + 1}`, 'localhost'])
      expect({ host, status: (await get(path, { host })).status }).toEqual({ host, status: 403 })
  })

  test('refuses a deed of another site, and one that a plain form could send', async () => {
    const { ask, own } = await createPage()
    const { origin, ...withoutOrigin } = own
    expect(origin).toContain('127.0.0.1')
    const { 'x-cordon': mark, ...withoutMark } = own
    expect(mark).toBe('page')
    const status = async (headers: Readonly<Record<string, string>>) =>
      (await ask('/settings', settings(headers))).status
    expect(await status(own)).toBe(200)
    expect(await status({ ...own, origin: 'https://evil.example' })).toBe(403)
    expect(await status({ ...own, origin: 'null' })).toBe(403)
    expect(await status(withoutOrigin)).toBe(403)
    expect(await status(withoutMark)).toBe(403)
  })

  test('lets another site embed nothing of it, and lets a person follow a link to it', async () => {
    const { get, ada, town } = await createPage()
    const asked = (mode: string) =>
      get(`/as/${ada}/${town}`, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': mode })
    expect((await asked('no-cors')).status).toBe(403)
    expect((await asked('navigate')).status).toBe(200)
  })

  test('knows GET and POST alone, and no body without end', async () => {
    const { ask, own, ada, town } = await createPage()
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS'])
      expect((await ask(`/as/${ada}/${town}`, { method, headers: own })).status).toBe(405)
    const long = { method: 'POST', headers: own, body: `"${'x'.repeat(600_000)}"` }
    expect((await ask(`/as/${ada}/${town}/deed`, long)).status).toBe(413)
  })

  test('loads nothing from elsewhere, is framed by nobody, and is kept by no cache', async () => {
    const { get, ada, town } = await createPage()
    const { headers, text } = await get(`/as/${ada}/${town}`)
    expect(String(headers['content-security-policy']).split('; ').toSorted()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "img-src 'self' data:",
      "script-src 'self'",
      "style-src 'self'",
    ])
    expect(headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    expect(text.match(/(?:src|href)="(?!\/(?!\/)|data:,")[^"]*"/g)).toBeNull()
    expect(text).not.toMatch(/<script(?![^>]* src="\/script\/)/)
    expect(text).not.toMatch(/\son[a-z]+=|\sstyle="/)
  })

  test('serves its styles and scripts and no other file, all of it in less than 150 KB', async () => {
    const { get, ada, town } = await createPage()
    const page = (await get(`/as/${ada}/${town}`)).text
    const named = [...page.matchAll(/(?:src|href)="(\/(?:style|script)\/[^"]+)"/g)].map((it) => it[1] ?? '')
    const inner = ['ask', 'box', 'dialogs', 'live', 'morph', 'world'].map((it) => `/script/${it}.js`)
    const files = await Promise.all([...named, ...inner].map((path) => get(path)))
    expect(files.map((it) => it.status)).toEqual(files.map(() => 200))
    expect([page, ...files.map((it) => it.text)].join('').length).toBeLessThan(150_000)
    for (const path of ['/script/../routes.ts', '/script/%2e%2e/routes.ts', '/style/page.js', '/routes.ts'])
      expect((await get(path)).status).toBe(404)
  })

  test('takes the next port when its own is taken, and refuses one that was asked for and is taken', async () => {
    const { address, slack, clock } = await createPage()
    const stage = {
      slack,
      cast: [],
      menu: { commands: [], shortcuts: [] },
      panels: null,
      guide: null,
      now: clock.now,
      after,
    }
    const taken = Number(new URL(address).port)
    await expect(servePage(stage, taken)).rejects.toThrow(`port ${taken} is taken`)
    const [first, second] = [await servePage(stage), await servePage(stage)]
    expect(Number(new URL(second.address).port)).toBeGreaterThan(Number(new URL(first.address).port))
    await Promise.all([first.stop(), second.stop()])
  })
})
