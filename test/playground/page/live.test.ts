import { describe, expect, test } from 'vitest'
import { createPage } from './page-for-tests.ts'

const seenIn = (html: string): string => /data-seen="([^"]+)"/.exec(html)?.[1] ?? ''

describe('the events of a tab', () => {
  test('carry the fragment of a new message and nothing that the page shows already', async () => {
    const { get, follow, client, slack, ada, town } = await createPage()
    await client.chat.postMessage({ channel: town, text: 'before' })
    const seen = seenIn((await get(`/as/${ada}/${town}`)).text)
    const stream = follow(ada, town, `&seen=${seen}`)
    await stream.next('live')
    await client.chat.postMessage({ channel: town, text: 'after' })
    const change = await stream.change()
    const [first, second] = slack.person(ada).messages(town)
    expect(change.set.filter((it) => it.list === 'messages')).toEqual([
      { id: `m-${second?.ts}`, list: 'messages', after: `m-${first?.ts}`, html: expect.stringContaining('after') },
    ])
    expect(JSON.stringify(change)).not.toContain('before')
  })

  test('carry everything where the page stands elsewhere, and name all that there is', async () => {
    const { follow, client, slack, ada, town } = await createPage()
    await client.chat.postMessage({ channel: town, text: 'before' })
    const change = await follow(ada, town, '&seen=stale').change()
    expect(change.set.map((it) => it.id)).toEqual(expect.arrayContaining(['places', 'heading', 'modal', 'composer']))
    expect(change.all).toContain(`m-${slack.person(ada).messages(town)[0]?.ts}`)
  })

  test('tell of an edit in place and of a deletion', async () => {
    const { follow, slack, ada, town } = await createPage()
    const person = slack.person(ada)
    await person.say(town, 'one')
    const ts = person.messages(town)[0]?.ts ?? ''
    const stream = follow(ada, town)
    await stream.change()
    await person.edit(town, ts, 'changed')
    const edited = await stream.change()
    expect(edited.set.map((it) => it.id)).toContain(`m-${ts}`)
    expect(JSON.stringify(edited.set)).toContain('(edited)')
    await person.delete(town, ts)
    expect((await stream.change()).gone).toContain(`m-${ts}`)
  })

  test('hold nothing of a room for those who are not in it, and end for those who leave it', async () => {
    const { follow, client, slack, ada, bob, room, town } = await createPage()
    const [outside, inside] = [follow(bob, town), follow(ada, room)]
    const [first] = await Promise.all([outside.change(), inside.change()])
    await client.chat.postMessage({ channel: room, text: 'a secret of the room' })
    expect(JSON.stringify(await inside.change())).toContain('a secret of the room')
    await client.chat.postMessage({ channel: town, text: 'a word to all' })
    const told = await outside.change()
    expect(JSON.stringify(told)).toContain('a word to all')
    expect(JSON.stringify([first, told])).not.toContain('secret')
    expect(JSON.stringify([first, told])).not.toContain(room)
    await slack.person(ada).leave(room)
    expect(await inside.next('gone')).toBe('')
  })

  test('mark a room unread where somebody looks elsewhere', async () => {
    const { follow, client, ada, room, town } = await createPage()
    const stream = follow(ada, town)
    await stream.change()
    await client.chat.postMessage({ channel: room, text: 'news' })
    const change = await stream.change()
    expect(change.set.map((it) => it.id)).toEqual(['places'])
    expect(change.set[0]?.html).toContain('1 unread')
  })
})
