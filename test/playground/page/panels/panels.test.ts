import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { after, line } from '../../../../src/playground/slack/timers.ts'
import { addresses } from '../../../../src/playground/team/people.ts'
import { fair } from '../../../../src/playground/tour/mishaps.ts'
import { createScene, type Scene } from '../../../../src/playground/tour/scene.ts'
import { createPage, postsIn } from './page-for-tests.ts'

let scene: Scene
let page: ReturnType<typeof createPage>
beforeEach(async () => {
  scene = await createScene({ line, after }, fair)
  page = createPage(scene)
})
afterEach(() => scene.end())

const hostile = '</textarea></pre><script>alert(1)</script><img src=https://outside.example/x onerror="alert(2)">'
const mailOf = (words: string): Buffer =>
  Buffer.from(
    [
      `From: "${words.replaceAll('"', '')}" <stranger@example.org>`,
      `Subject: ${words}`,
      'Message-ID: <a@example.org>',
      'MIME-Version: 1.0',
      'Content-Type: text/html; charset=utf-8',
      '',
      `<p>${words}</p>`,
      '',
    ].join('\r\n'),
  )

const askSlack = async (method = 'users.list') =>
  (await fetch(`${scene.slack.apiUrl}${method}`, { method: 'POST' })).status

describe('the panels without a Cordon', () => {
  test('are drawn, every one, and load nothing from elsewhere', async () => {
    for (const { id } of page.tabs) {
      const drawn = await page.draw(id)
      expect(drawn, id).toContain(`panel-${id}`)
      expect(drawn, id).not.toMatch(/<(script|img|iframe|link|style)\b| on\w+=|style=/)
    }
    await expect(page.draw('elsewhere')).rejects.toThrow('no panel')
  })

  test('show hostile mail and notes as text', async () => {
    scene.mail.mailbox(addresses.witness).receive(mailOf(hostile))
    await page.post('/panel/drive/write', { markdown: hostile })
    for (const id of ['mail', 'drive']) {
      const drawn = await page.draw(id)
      expect(drawn, id).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
      expect(drawn, id).not.toMatch(/<script|<img/)
      expect(drawn.match(/<textarea/g)?.length ?? 0, id).toBe(drawn.match(/<\/textarea/g)?.length ?? 0)
    }
  })

  test('show the newest mail first, with its raw source and whether it is signed', async () => {
    const box = scene.mail.mailbox(addresses.witness)
    box.receive(mailOf('the first'))
    box.receive(mailOf('the second'))
    const drawn = await page.draw('mail')
    expect(drawn.indexOf('the second')).toBeLessThan(drawn.indexOf('the first'))
    expect(drawn).toContain('No DKIM signature.')
    expect(drawn).toContain('Content-Type: text/html')
  })

  test('share the notes and take them back, put them in the trash and out of it', async () => {
    const email = scene.drive.email
    expect(await page.draw('drive')).toContain(email)
    await page.post('/panel/drive/unshare')
    expect(await page.draw('drive')).not.toContain(email)
    await page.post('/panel/drive/share')
    expect(await page.draw('drive')).toContain(email)
    await page.post('/panel/drive/trash')
    expect(await page.draw('drive')).toContain('in the trash')
    expect(postsIn(await page.draw('drive'))).toContain('/panel/drive/restore')
    await page.post('/panel/drive/restore')
    expect(await page.draw('drive')).not.toContain('in the trash')
  })

  test('let a moderator decide about a mail that the list holds', async () => {
    const held = [{ messageId: '<a@example.org>', raw: mailOf('a'), reason: 'The author may not post to this list.' }]
    const accept = async () => {
      held.pop()
    }
    page = createPage({ ...scene, list: { ...scene.list, held: () => held, accept } })
    expect(await page.draw('mail')).toContain('The author may not post to this list.')
    const decision = { messageId: '<a@example.org>', verdict: 'accept' }
    expect(await page.post('/panel/mail/moderate', decision)).toMatchObject({ status: 200 })
    expect(await page.draw('mail')).not.toContain('Held by the list')
    const late = await page.post('/panel/mail/moderate', { ...decision, verdict: 'discard' })
    expect(late).toMatchObject({ status: 400, wrong: expect.stringContaining('holds no mail') })
  })

  test('switch a fault on that meets the next call and is then over', async () => {
    expect(await page.draw('faults')).toContain('Everything works as it should.')
    expect(await page.post('/panel/faults/on/slack/broken/next')).toMatchObject({ status: 200 })
    expect(await page.draw('faults')).toContain('Slack’s Web API: 503</strong>, the next call')
    // Cordon asks at each beat who it is.
    expect(await askSlack('auth.test')).toBe(200)
    expect([await askSlack(), await askSlack()]).toEqual([503, 200])
    expect(await page.draw('faults')).toContain('Everything works as it should.')
  })

  test('switch a fault on until it is switched off, alone or with all others', async () => {
    await page.post('/panel/faults/on/slack/busy/until')
    await page.post('/panel/faults/on/drive/gone/until')
    expect([await askSlack(), await askSlack(), await askSlack()]).toEqual([429, 429, 429])
    const off = postsIn(await page.draw('faults')).find((it) => it.includes('/off/')) ?? ''
    expect(await page.post(off)).toMatchObject({ status: 200 })
    expect(await askSlack()).toBe(200)
    expect(await page.draw('faults')).toContain('Drive: Gone')
    expect(await page.post('/panel/faults/clear')).toMatchObject({ status: 200 })
    expect(await page.draw('faults')).toContain('Everything works as it should.')
    expect(await page.post(off)).toMatchObject({ status: 400 })
  })

  test('offer only faults that can be switched on, and say so of any other', async () => {
    const offered = postsIn(await page.draw('faults')).filter((it) => it.includes('/on/'))
    expect(offered.length).toBeGreaterThan(30)
    for (const path of offered) expect(await page.post(path), path).toMatchObject({ status: 200 })
    expect(await page.post('/panel/faults/on/slack/fire/next')).toMatchObject({ status: 400 })
  })

  test('withhold a scope and forbid a method, and give both back', async () => {
    await page.post('/panel/faults/scope/pins:write')
    await page.post('/panel/faults/restrict/conversations.invite')
    expect(scene.slack.scopes()).not.toContain('pins:write')
    expect(scene.slack.restricted()).toEqual(['conversations.invite'])
    await page.post('/panel/faults/scope/pins:write')
    await page.post('/panel/faults/restrict/conversations.invite')
    expect(scene.slack.scopes()).toContain('pins:write')
    expect(scene.slack.restricted()).toEqual([])
    expect(await page.post('/panel/faults/scope/admin')).toMatchObject({ status: 400 })
  })

  test('refuse a body that is no JSON object, and one that is too long', async () => {
    for (const body of ['no', '[]', '"x"', JSON.stringify({ markdown: 'x'.repeat(3_000_000) })]) {
      const response = await page.routes.request('/drive/write', { method: 'POST', body })
      expect(response.status).toBe(400)
      expect(await response.json()).toHaveProperty('wrong')
    }
    expect(await page.post('/panel/drive/write', {})).toMatchObject({ status: 400 })
  })

  test('are not drawn anew for Cordon’s asking who it is', async () => {
    let told = 0
    page.onChange(() => {
      told += 1
    })
    await askSlack('auth.test')
    await new Promise<void>((resolve) => after(400, resolve))
    expect(told).toBe(0)
  })

  test('tell of a change once for many, and no longer when nobody listens', async () => {
    let told = 0
    const first = new Promise<void>((resolve) => {
      const forget = page.onChange(() => {
        told += 1
        forget()
        resolve()
      })
    })
    await page.post('/panel/drive/unshare')
    await page.post('/panel/drive/share')
    await first
    await page.post('/panel/drive/unshare')
    expect(told).toBe(1)
  })
})
