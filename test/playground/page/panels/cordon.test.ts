import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { after, line } from '../../../../src/playground/slack/timers.ts'
import { reminderDue } from '../../../../src/playground/team/people.ts'
import { approve, plain, writeAnnouncement } from '../../../../src/playground/tour/announcement.ts'
import { answerTo, did, openForm, readableTo, roomsOf, see } from '../../../../src/playground/tour/look.ts'
import { fair } from '../../../../src/playground/tour/mishaps.ts'
import { remindersIn } from '../../../../src/playground/tour/reminder.ts'
import { createScene, type Scene } from '../../../../src/playground/tour/scene.ts'
import { createPage, postsIn } from './page-for-tests.ts'

let scene: Scene
let page: ReturnType<typeof createPage>
beforeAll(async () => {
  scene = await createScene({ line, after }, fair)
  page = createPage(scene)
  await scene.startCordon()
})
afterAll(() => scene.end())

const drawnWith = (id: string, words: string) =>
  see(scene, `"${words}" in the panel ${id}`, async () => {
    const drawn = await page.draw(id)
    return drawn.includes(words) ? drawn : undefined
  })

/** The person of the page asks for the agenda and reads it. */
const agenda = async (): Promise<string> => {
  const before = readableTo(scene.mara)
  await did(scene.mara.command(scene.channel('team-calls'), '/kf-meeting', 'agenda'))
  return (await answerTo(scene, scene.mara, before)).text
}

describe('the panels beside a Cordon that runs', () => {
  test('an edit of the notes is what the agenda then shows, and the panel tells who read which version', async () => {
    const notes = await page.draw('drive')
    expect(notes).toContain('Who signs the next point release?')
    expect(notes).toContain('by nobody yet')
    const markdown = '# 17 March 2027\r\n\r\n## Agenda Items:\r\n\r\n- **Which lamp goes out first?**\r\n'
    expect(await page.post('/panel/drive/write', { markdown })).toMatchObject({ status: 200 })
    expect(await agenda()).toContain('Which lamp goes out first?')
    expect(await page.draw('drive')).toMatch(/version 2, by cordon@/)
  })

  test('the clock goes to the next thing due, which the panel names, and its reminder is there', async () => {
    const drawn = await drawnWith('clock', 'To the next thing due')
    const due = Date.parse(/To the next thing due: <time datetime="([^"]+)"/.exec(drawn)?.[1] ?? '')
    expect(due).toBeGreaterThan(scene.desk.now())
    expect(due).toBeLessThanOrEqual(reminderDue)
    const soon = scene.desk.move(scene.desk.now() + 1)
    await expect(scene.desk.move(due)).rejects.toThrow()
    await soon
    expect(await page.post('/panel/clock/next')).toMatchObject({ status: 200, note: expect.stringContaining('2027') })
    expect(scene.desk.now()).toBeGreaterThanOrEqual(due)
    if (scene.desk.now() < reminderDue) expect(await page.post('/panel/clock/day')).toMatchObject({ status: 200 })
    expect(remindersIn(scene)).toHaveLength(1)
  })

  test('the clock goes to the disclosure date of the incident that is open', async () => {
    const { mara, teo } = scene
    await openForm(scene, mara, () => mara.command(scene.channel('security-team'), '/kf-incident', 'open high'))
    const date = (Math.floor(scene.desk.now() / 3_600_000) + 3) * 3_600_000
    await did(
      mara.fill({
        Summary: 'Notebook tokens outlive their tenant',
        People: [teo.id],
        'Proposed disclosure date': String(date / 1000),
        'I accept the terms of the embargo': ['Yes'],
      }),
    )
    await did(mara.submitModal())
    await see(scene, 'a room', () => roomsOf(mara).length > 0)
    const drawn = await drawnWith('clock', 'proposed disclosure date of')
    const path = postsIn(drawn).find((it) => it.includes('/clock/date/')) ?? ''
    expect(await page.post(path)).toMatchObject({ status: 200 })
    expect(scene.desk.now()).toBeGreaterThanOrEqual(date)
    expect(await page.draw('clock')).toContain('has passed')
    expect(await page.post(path)).toMatchObject({ status: 400, wrong: expect.stringContaining('never goes back') })
  })

  test('an announcement that a second person approved is found as mail, with its signature', async () => {
    const { mara } = scene
    await openForm(scene, mara, () => mara.command(scene.channel('announcements'), '/kf-announce'))
    await writeAnnouncement(scene, plain)
    await approve(scene, plain.subject)
    const drawn = await drawnWith('mail', 'DKIM signature: pass for lantern.example')
    expect(drawn).toContain(plain.subject)
    expect(drawn).toContain('list-unsubscribe')
    expect(drawn).toContain('HTML source')
  })

  test('acts and ledger are listed as the operator sees them, and every chain verifies', async () => {
    const drawn = await drawnWith('cordon', 'incident.opened')
    expect(drawn).toContain('meeting.')
    expect(drawn).toContain('Mara Lindholm')
    expect(drawn).toMatch(/desk:\d+:[0-9a-f]{64}/)
    expect(await page.post('/panel/cordon/verify')).toMatchObject({ note: expect.stringContaining('chains verified') })
    expect(await page.draw('cordon')).toContain('chains verified')
  })

  test('an act that is settled takes no remedy, and none is given up without a word that it is meant', async () => {
    const id = /id="act-([\w-]+)"/.exec(await drawnWith('cordon', 'that settled'))?.[1] ?? 'none'
    const unsure = await page.post(`/panel/cordon/acts/${id}/drop`, { sure: [] })
    expect(unsure).toMatchObject({ status: 400, wrong: expect.stringContaining('Tick') })
    const late = await page.post(`/panel/cordon/acts/${id}/drop`, { sure: ['yes'] })
    expect(late).toMatchObject({ status: 400, wrong: expect.stringContaining('Nothing was changed') })
    const strange = await page.post('/panel/cordon/acts/nobody/retry')
    expect(strange).toMatchObject({ status: 400, wrong: expect.stringContaining('no act of this id') })
    expect(await page.post('/panel/cordon/acts/--help/retry')).toMatchObject({ status: 400 })
  })

  test('a Cordon that was killed leaves the page whole, and starts again with what it had on record', async () => {
    expect(await page.post('/panel/cordon/start')).toMatchObject({ status: 400 })
    expect(await page.post('/panel/cordon/kill')).toMatchObject({ status: 200 })
    for (const { id } of page.tabs) expect(await page.draw(id)).toContain(`panel-${id}`)
    expect(await page.draw('cordon')).toContain('Cordon does not run.')
    expect(await page.draw('cordon')).toContain('incident.opened')
    for (const path of ['clock/hour', 'clock/next', 'cordon/kill', 'cordon/stop'])
      expect(await page.post(`/panel/${path}`), path).toMatchObject({
        status: 400,
        wrong: expect.stringContaining('Start'),
      })
    expect(await page.post('/panel/cordon/start')).toMatchObject({ status: 200 })
    expect(await page.draw('cordon')).toContain('Cordon runs.')
    expect(await page.post('/panel/cordon/stop')).toMatchObject({ note: 'Cordon stopped in good order.' })
  })
})
