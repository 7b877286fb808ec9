import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violationsOf } from './axe.ts'
import { hasBrowser, openBrowser } from './browser.ts'
import { createPlayground, type Look, openPage } from './shown.ts'
import { sixSteps } from './six-steps.ts'

const wide: Look = { width: 1280, height: 800, colorScheme: 'light' }
const phone: Look = { width: 390, height: 844, colorScheme: 'dark' }

/** As the kill tests: on a phone as well with KILLS=all. */
const looks =
  process.env.KILLS === 'all' ? { 'a wide window': wide, 'a phone, dark': phone } : { 'a wide window': wide }

describe.skipIf(!hasBrowser)('the page in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  test.each(Object.entries(looks))(
    'leads through the six steps by clicks and keys in %s, without a fault',
    async (_, look) => {
      const playground = await createPlayground()
      try {
        const shown = await openPage(browser, playground.address, look)
        const broken: Record<string, readonly string[]> = { 'at first': await violationsOf(shown.page) }
        for (const { name, walk } of sixSteps) {
          await walk(shown.page)
          broken[name] = await violationsOf(shown.page)
        }
        expect(Object.fromEntries(Object.entries(broken).filter(([, it]) => it.length > 0))).toEqual({})
        expect(shown.wrong).toEqual([])
        await shown.close()
      } finally {
        await playground.end()
      }
    },
    120_000,
  )
})
