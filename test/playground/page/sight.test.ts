import { describe, expect, test } from 'vitest'
import { createPage } from './page-for-tests.ts'

describe('the page of a person', () => {
  test('shows what they may see and nothing of a room of others, whichever way it is asked for', async () => {
    const { get, client, slack, ada, bob, room, town } = await createPage()
    await client.chat.postMessage({ channel: room, text: 'a secret of the room' })
    await client.filesUploadV2({ channel_id: room, content: 'the plan', filename: 'plan.txt' })
    const file = slack.person(ada).files(room)[0]?.id
    const inside = (await get(`/as/${ada}/${room}`)).text
    expect(inside).toContain('a secret of the room')
    expect((await get(`/as/${ada}/${room}/file/${file}`)).text).toContain('the plan')
    const outside = (await get(`/as/${bob}/${town}`)).text
    expect(outside).not.toContain(room)
    expect(outside).not.toContain('>room<')
    for (const path of [`${room}`, `events?at=${room}`, `${room}/earlier?before=9`, `${room}/file/${file}`])
      expect({ path, status: (await get(`/as/${bob}/${path}`)).status }).toEqual({ path, status: 404 })
    expect((await get(`/as/${bob}/${town}/file/${file}`)).status).toBe(404)
    expect((await get(`/as/${bob}/${town}?thread=1&first=1`)).text).not.toContain('a secret')
  })

  test('takes no deed in a room that they cannot see, and none of somebody unknown', async () => {
    const { ask, own, slack, ada, bob, room } = await createPage()
    const asked = { method: 'POST', headers: own, body: JSON.stringify({ do: 'say', text: 'hello' }) }
    expect((await ask(`/as/${bob}/${room}/deed`, asked)).status).toBe(404)
    expect((await ask(`/as/U000/${room}/deed`, asked)).status).toBe(404)
    expect((await ask(`/as/${slack.botUserId}/${room}/deed`, asked)).status).toBe(404)
    expect(slack.person(ada).messages(room)).toEqual([])
  })

  test('escapes whatever came from a message, a file, a topic or an address', async () => {
    const { get, client, deed, ada, room } = await createPage()
    const evil = `<img src=x onerror="alert(1)">'"&`
    await client.conversations.setTopic({ channel: room, topic: evil })
    await client.chat.postMessage({ channel: room, text: evil })
    await client.filesUploadV2({ channel_id: room, content: evil, filename: '"><script>.txt', title: evil })
    await deed(ada, room, { do: 'say', text: evil })
    const { text } = await get(`/as/${ada}/${room}?thread="><script>&first=<b>`)
    expect(text).not.toContain('<img')
    expect(text).not.toContain('><script>')
    expect(text).toContain('&lt;img src=x onerror=')
  })

  test('shows times in the zone of the browser, and in UTC where it names none that is known', async () => {
    const { get, ask, own, client, ada, town } = await createPage()
    await client.chat.postMessage({ channel: town, text: 'at noon' })
    const path = `/as/${ada}/${town}`
    expect((await get(path)).text).toContain('>12:00</time>')
    expect((await get(path, { cookie: 'zone=Asia/Kolkata' })).text).toContain('>17:30</time>')
    expect((await get(path, { cookie: 'zone=Mars/Olympus' })).text).toContain('data-zone="UTC"')
    const told = await ask('/settings', { method: 'POST', headers: own, body: '{"zone":"Europe/Berlin"}' })
    expect(told.headers['set-cookie']).toEqual([expect.stringContaining('zone=Europe%2FBerlin')])
  })

  test('begins with the last hundred messages and adds earlier ones when asked', async () => {
    const { get, slack, ada, town } = await createPage()
    for (let n = 1; n <= 250; n += 1) await slack.person(ada).say(town, `number ${n}.`)
    const first = (await get(`/as/${ada}/${town}`)).text
    expect(first.match(/<li class="message/g)).toHaveLength(100)
    expect(first).toContain('Show earlier messages (150)')
    const before = /data-earlier="([\d.]+)"/.exec(first)?.[1]
    const more: unknown = JSON.parse((await get(`/as/${ada}/${town}/earlier?before=${before}`)).text)
    expect(more).toMatchObject({
      earlier: expect.stringContaining('(50)'),
      html: expect.stringContaining('number 51.'),
    })
    expect(JSON.stringify(more)).not.toContain('number 151.')
  })

  test('has unread marks for them alone, until they read', async () => {
    const { get, client, deed, slack, ada, bob, room, town } = await createPage()
    await client.chat.postMessage({ channel: town, text: 'news' })
    await slack.person(ada).say(town, 'and mine')
    const marks = async (user: string) => (await get(`/as/${user}/home`)).text.match(/\d+ unread/g)
    expect([await marks(ada), await marks(bob)]).toEqual([['1 unread'], ['2 unread']])
    expect((await get(`/as/${ada}/${town}`)).text).not.toContain('unread')
    await deed(ada, town, { do: 'read', ts: slack.person(ada).messages(town).at(-1)?.ts })
    expect([await marks(ada), await marks(bob)]).toEqual([null, ['2 unread']])
    await deed(ada, room, { do: 'say', text: 'nobody else is told' })
    expect(await marks(bob)).toEqual(['2 unread'])
  })

  test('shows an archived room in grey, to be read and not to be written in', async () => {
    const { get, slack, ada, town } = await createPage()
    await slack.person(ada).archive(town)
    const { text } = await get(`/as/${ada}/${town}`)
    expect(text).toMatch(/class="entry archived"/)
    expect(text).toContain('This channel is archived.')
    expect(text).not.toContain('id="say-text"')
  })

  test('says honestly that no shortcut is registered, and lists the commands with their hints', async () => {
    const { get, ada, town } = await createPage()
    const { text } = await get(`/as/${ada}/${town}`)
    expect(text.match(/none registered/g)).toHaveLength(2)
    expect(text).toContain('data-command="/kf-incident" data-hint="open | list"')
  })
})
