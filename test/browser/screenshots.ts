/**
 * `npm run screenshots [-- --all DIR]`: walks the six steps in a browser and takes the pictures of the README, or with
 * `--all` every step at 1280 and 390 pixels, light and dark, into a folder of yours.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { createPlayground, type Look, openPage } from './shown.ts'
import { sixSteps } from './six-steps.ts'

const looks: readonly Look[] = [1280, 390].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, height: width === 390 ? 844 : 800, colorScheme })),
)

/** The README's: the step (from 1) and how it looks. */
const readme: readonly Readonly<{ step: number; name: string; look: Look }>[] = [
  { step: 1, name: 'room', look: { width: 1280, height: 800, colorScheme: 'light' } },
  { step: 6, name: 'mail', look: { width: 1280, height: 800, colorScheme: 'dark' } },
  { step: 2, name: 'phone', look: { width: 390, height: 844, colorScheme: 'light' } },
]

type Shot = Readonly<{ look: Look; pathOf(step: number): string | null }>

/** Walks the six steps in a playground of its own; takes a picture after each step that has a path. */
export const takeShots = async (browser: Browser, { look, pathOf }: Shot): Promise<void> => {
  const playground = await createPlayground()
  try {
    const shown = await openPage(browser, playground.address, look)
    for (const [at, { walk }] of [{ walk: async () => {} }, ...sixSteps].entries()) {
      await walk(shown.page)
      const path = pathOf(at)
      if (path === null) continue
      await shown.page.waitForTimeout(300)
      await shown.page.screenshot({ path })
    }
    await shown.close()
  } finally {
    await playground.end()
  }
}

const { all } = parseArgs({ options: { all: { type: 'string' } } }).values
const dir = all ?? new URL('../../docs/pictures', import.meta.url).pathname
mkdirSync(dir, { recursive: true })
const shots: readonly Shot[] =
  all === undefined
    ? readme.map(({ step, name, look }) => ({ look, pathOf: (at) => (at === step ? join(dir, `${name}.png`) : null) }))
    : looks.map((look) => ({ look, pathOf: (at) => join(dir, `${at}-${look.width}-${look.colorScheme}.png`) }))
const browser = await openBrowser()
for (const shot of shots) await takeShots(browser, shot)
await browser.close()
