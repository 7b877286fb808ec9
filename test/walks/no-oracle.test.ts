import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorld, type World } from '../setup/world.ts'
import { approve, byCommand, propose, reviewOf } from './announcing.ts'
import { accept, ask, closeRoom, directOf, openRoom, toldOfHits } from './deeds.ts'

type Person = World['ada']
const summary = 'Meridian bells unlock the granary doors'
const harmless = 'Ordinary notes about the spring gathering'

const wait = async (world: World, check: () => boolean, within = 20_000) => {
  if (!(await world.slack.until(check, within))) throw new Error(`it did not happen\n${world.logs()}`)
}

/** What tells two texts apart by their nature: the words themselves, their numbers and the names of their bytes. */
const alike = (text: string) =>
  text
    .replaceAll(summary, '…')
    .replaceAll(harmless, '…')
    .replace(/[A-Z]{2}-\d{4}-\d{4}/g, 'ID')
    .replace(/These bytes are [0-9a-f]+/g, 'These bytes are')

const team = ({ ada, bob, cleo, olga }: World['ids']) => ({
  roles: { lead: [ada], responder: [ada, bob, cleo], announcer: [ada, olga], approver: [bob, cleo], host: [ada] },
  series: [
    {
      key: 'calls',
      name: 'Team call',
      first: new Date(Date.now() + 86_400_000).toISOString().slice(0, 16),
      zone: 'UTC',
      everyWeeks: 2,
      minutes: 60,
      channel: 'announcements',
      document: 'notes-1',
      reminders: [0],
    },
  ],
})

const notes = (world: World, item: string) => {
  const [date] = new Date(Date.now() + 86_400_000).toISOString().split('T')
  const drive = world.drive()
  const markdown = ['# Team', '', `## ${date}`, '', '### Agenda', '', `* ${item}`, ''].join('\n')
  drive.documents.putDocument({ id: 'notes-1', name: 'Notes', markdown, sharedWith: [drive.email] })
}

describe('someone who is not on the roster', () => {
  let world: World
  let room = ''
  beforeAll(async () => {
    world = await createWorld({ mail: 'list', drive: true, team })
    await world.start()
    room = await openRoom(world, [world.ids.bob], summary)
    await accept(world, world.bob, room)
  })
  afterAll(() => world.stop())

  /** All that a writer is shown of a text of theirs, up to its approval. */
  const shownOf = async (writer: Person, body: string) => {
    const { bob } = world
    const before = directOf(writer).length
    await propose(world, writer, byCommand(world, writer), { subject: 'For the list', body })
    await approve(world, bob, body)
    await wait(world, () => directOf(writer).some((it, at) => at >= before && it.text.includes('on its way')))
    return directOf(writer)
      .slice(before)
      .filter((it) => !it.text.includes('was distributed'))
      .map((it) => [alike(it.text), alike(it.notification), it.controls.map((one) => one.label)])
  }

  test('is answered the same whether an incident exists or not', async () => {
    const { olga, gus, town } = world
    for (const person of [olga, gus])
      for (const words of ['status', 'invite', 'close', 'remove']) {
        const one = await ask(world, person, { channel: town, command: '/kf-incident', text: `${words} KF-2026-0001` })
        const other = await ask(world, person, {
          channel: town,
          command: '/kf-incident',
          text: `${words} KF-2026-0999`,
        })
        expect(one).toBe(other)
        expect(one).not.toContain('KF-2026')
      }
  })

  test('sees of an agenda that names the secret what they see when Drive is down', async () => {
    const { olga, town } = world
    const agenda = () => ask(world, olga, { channel: town, command: '/kf-meeting', text: 'agenda' })
    notes(world, harmless)
    expect(await agenda()).toContain(harmless)
    notes(world, `Talk about: ${summary}`)
    const withheld = await agenda()
    world.drive().documents.remove('notes-1')
    expect(withheld).toBe(await agenda())
    expect(withheld).toContain('The agenda is in the notes')
    await wait(world, () => toldOfHits(world.ada).includes('a person'))
  })

  test('is shown the same of a text of theirs whether it names the secret or not', async () => {
    const { ada, cleo, olga } = world
    const open = await shownOf(olga, `We will say: ${harmless}.`)
    const secret = await shownOf(olga, `We will say: ${summary}.`)
    expect(secret).toEqual(open)
    expect(open.flat().length).toBeGreaterThan(0)
    await wait(world, () => toldOfHits(ada).includes('list'))
    expect(reviewOf(cleo, harmless)).toBeDefined()
    expect(directOf(cleo).filter((it) => it.text.includes(summary))).toEqual([])
    await wait(world, () => directOf(cleo).some((it) => it.text.includes('waits for review')))
    expect(directOf(ada).filter((it) => it.text.includes('message.post is held'))).toEqual([])
  })

  test('learns nothing either once the incident was closed without being published', async () => {
    const { ada, slack } = world
    await closeRoom(world, room, { reason: /reject/i, id: 'KF-2026-0001' })
    const held = () => directOf(ada).filter((it) => it.text.includes('is held: not-cleared')).length
    const before = held()
    await shownOf(world.olga, `It is over: ${summary}.`)
    await wait(world, () => held() > before)
    const mails = await world.mail().witness.messages()
    expect(mails.filter((it) => it.text.includes(summary))).toEqual([])
    expect([slack.unknown, slack.broken]).toEqual([[], []])
  })
})
