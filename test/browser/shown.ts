import type { Browser, Page } from 'playwright-core'
import { createShow, type Show } from '../../src/playground/page/show.ts'
import { after, line } from '../../src/playground/slack/timers.ts'
import { settled } from './six-steps.ts'

export type Look = Readonly<{ width: number; height: number; colorScheme: 'light' | 'dark' }>

/** A page that is open in a browser, and everything that it should not have done. */
export type Shown = Readonly<{ page: Page; wrong: string[]; close(): Promise<void> }>

/** A playground with its page served, as `npm run demo` does it. */
export const createPlayground = async (): Promise<Readonly<{ address: string; end: Show['end'] }>> => {
  const show = createShow({ line, after })
  return { address: await show.start(0), end: show.end }
}

/** Opens the page anew; console errors, exceptions and requests to anywhere else are kept in `wrong`. */
export const openPage = async (browser: Browser, address: string, look: Look): Promise<Shown> => {
  const { colorScheme, ...viewport } = look
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const wrong: string[] = []
  page.on('console', (it) => ['error', 'warning'].includes(it.type()) && wrong.push(`console: ${it.text()}`))
  page.on('pageerror', (error) => wrong.push(`exception: ${error.message}`))
  page.on('request', (it) => {
    if (!it.url().startsWith(address) && !it.url().startsWith('data:')) wrong.push(`request: ${it.url()}`)
  })
  await page.goto(address)
  await settled(page)
  return { page, wrong, close: () => context.close() }
}
