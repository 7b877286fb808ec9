import type { Page } from 'playwright-core'

/** What a visitor of the playground's page does, by clicking and typing as a person would. */

/** Waits until the page shows all there is. */
export const settled = (page: Page): Promise<unknown> => page.waitForSelector('body[data-live="yes"]')

/** On a narrow screen channels and people lie behind a button. */
const openSide = async (page: Page): Promise<void> => {
  const burger = page.locator('#burger')
  if ((await burger.isVisible()) && (await burger.getAttribute('aria-expanded')) === 'false') await burger.click()
}

const become = async (page: Page, name: string): Promise<void> => {
  await openSide(page)
  const who = page.locator('#who')
  if (!(await page.locator('#who li').first().isVisible())) await who.locator('> summary').click()
  await who.locator('li a', { hasText: name }).click()
  await page.locator('#who > summary b', { hasText: name }).waitFor({ state: 'attached' })
  await settled(page)
}

const go = async (page: Page, place: string): Promise<void> => {
  await openSide(page)
  await page.locator('#places a.entry', { hasText: place }).first().click()
  await page.locator('#heading h1', { hasText: place }).waitFor()
  await settled(page)
}

const say = async (page: Page, text: string): Promise<void> => {
  await page.locator('#say-text').fill(text)
  await page.locator('#say-text').press('Escape')
  await page.locator('#composer button.send').click()
}

const panel = async (page: Page, name: string): Promise<void> => {
  const world = page.locator('[data-view-of="beside"]')
  if (await world.isVisible()) await world.click()
  await page.getByRole('tab', { name }).click()
}

const toSlack = async (page: Page): Promise<void> => {
  const slack = page.locator('[data-view-of="slack"]')
  if (await slack.isVisible()) await slack.click()
}

const form = (page: Page) => page.locator('#modal-dialog form')

/** A step of the guided path: what is done, and what is seen when it came about. */
export type Walked = Readonly<{ name: string; walk(page: Page): Promise<void> }>

export const sixSteps: readonly Walked[] = [
  {
    name: 'open a room',
    walk: async (page) => {
      await become(page, 'Mara')
      await go(page, 'security-team')
      await say(page, '/kf-incident open high')
      await form(page).getByLabel('Summary').waitFor()
      await form(page).locator('button[type="submit"]').click()
      await form(page).getByRole('alert').first().waitFor()
      await form(page).getByLabel('Summary').fill('Notebook tokens outlive the removal of their tenant')
      await form(page).getByLabel('Teo Brandt').check()
      await form(page).locator('fieldset', { hasText: 'I accept the terms' }).getByLabel('Yes').check()
      await form(page).locator('button[type="submit"]').click()
      await form(page).waitFor({ state: 'detached' })
      await page.locator('#places a.entry', { hasText: 'inc-kf-' }).waitFor({ state: 'attached' })
      await go(page, 'inc-kf-')
      await page.locator('#messages', { hasText: 'Notebook tokens' }).waitFor()
    },
  },
  {
    name: 'accept as the person invited',
    walk: async (page) => {
      await become(page, 'Teo')
      await go(page, 'Cordon')
      await page.locator('#messages').getByRole('button', { name: 'Accept' }).click()
      await page.locator('#places a.entry', { hasText: 'inc-kf-' }).waitFor({ state: 'attached' })
      await go(page, 'inc-kf-')
    },
  },
  {
    name: 'see that an outsider sees nothing',
    walk: async (page) => {
      await become(page, 'Otis')
      await go(page, 'security-team')
      if ((await page.locator('#places a.entry', { hasText: 'inc-' }).count()) > 0) throw new Error('Otis sees a room')
      await say(page, '/kf-incident list')
      await page.locator('#messages', { hasText: 'Only visible to you' }).waitFor()
    },
  },
  {
    name: 'move the clock to the reminder',
    walk: async (page) => {
      await become(page, 'Mara')
      await go(page, 'team-calls')
      const reminder = page.locator('#messages', { hasText: 'Lantern security team meets' })
      await panel(page, 'Clock')
      await page.getByRole('button', { name: /To the next thing due/ }).click()
      await toSlack(page)
      await reminder.waitFor()
    },
  },
  {
    name: 'announce and approve',
    walk: async (page) => {
      await go(page, 'announcements')
      await say(page, '/kf-announce')
      await form(page).getByLabel('Subject').fill('The security team now has a list of its own')
      await form(page).getByLabel('Text').fill('From today our announcements come to this list.')
      await form(page).locator('button[type="submit"]').click()
      await form(page).waitFor({ state: 'detached' })
      await become(page, 'Teo')
      await go(page, 'Cordon')
      await page.locator('#messages').getByRole('button', { name: 'Approve and send' }).click()
      await page.locator('#confirm-yes').click()
      await go(page, 'announcements')
      await page.locator('#messages', { hasText: 'own copy was seen' }).waitFor()
    },
  },
  {
    name: 'find the mail and its proof',
    walk: async (page) => {
      await panel(page, 'Mail')
      const mail = page.locator('#panel details', { hasText: 'list of its own' }).first()
      await mail.locator('> summary').click()
      await mail.getByText('Raw source').first().click()
      await mail.locator('pre', { hasText: 'DKIM-Signature' }).first().waitFor()
      await toSlack(page)
      await page.getByRole('button', { name: 'I found it' }).click()
      await page.locator('#guide summary', { hasText: 'all six steps done' }).waitFor()
    },
  },
]
