import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const found = process.env.TEST_BROWSER ?? places.find((path) => existsSync(path))

if (found === undefined && process.env.CI)
  throw new Error('in CI the tests need a browser: install chromium, or set TEST_BROWSER')
if (found === undefined) process.stdout.write('skipped: no Chromium here, so the page is not tried in a browser\n')

export const hasBrowser = found !== undefined

/** Debian's Chromium, without a window, and without anything that would call out on its own. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: found ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
