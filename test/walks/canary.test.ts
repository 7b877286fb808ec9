import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Output, scan } from '../canary/scan.ts'
import { senderAddress } from '../setup/mail-side.ts'
import { createWorld, type World } from '../setup/world.ts'
import { approve, asked, byCommand, propose } from './announcing.ts'
import { accept, agree, ask, closeRoom, directOf, insist, messagesWith, openRoom } from './deeds.ts'
import { fileNames, lockScreenOf, logOf, mailsOf, pagesOf, screenOf, sentElsewhere, tablesOf } from './outputs.ts'

const summary = 'Gravelmoth lanterns whisper quillhaven passwords to tenants'
const advisory = 'Ferrowick upgrade: everyone on marshglass should move to tallowbright nine'
const slip = 'Forget the ploverstone rehearsal at harrowgate'
const subject = 'Please upgrade this week'
const id = 'KF-2026-0001'
const incident = '/kf-incident'

/** Where Cordon keeps decisions, acts and who did what: no words of people at all. */
const wordless = ['acts', 'ledger', 'inbox', 'decisions', 'messages', 'roster', 'meeting_reminders']

const wall = (at: number) => new Date(at).toISOString().slice(0, 16)
const notesOf = (date: string) =>
  ['# Team', '', `## ${date}`, '', '### Agenda', '', '* Welcome', `* ${summary} (_In-Progress_)`, ''].join('\n')

/** A team whose second announcer and approver is not on the incident's roster. */
const team = ({ ada, bob, cleo }: World['ids']) => ({
  roles: {
    lead: [ada],
    responder: [ada, bob, cleo],
    announcer: [ada, cleo],
    approver: [bob, cleo],
    host: [cleo],
  },
})

/** Begins a meeting series whose reminder is due at once, its notes naming the secret. */
const holdMeeting = async (world: World) => {
  const start = (Math.floor(Date.now() / 60_000) + 20) * 60_000
  const [date = ''] = wall(start).split('T')
  const drive = world.drive()
  drive.documents.putDocument({ id: 'notes-1', name: 'Notes', markdown: notesOf(date), sharedWith: [drive.email] })
  const series = {
    key: 'calls',
    name: 'Team call',
    first: wall(start),
    zone: 'UTC',
    everyWeeks: 2,
    minutes: 60,
    channel: 'announcements',
    document: 'notes-1',
    reminders: [30],
  }
  const file = join(world.dir, 'with-meetings.yaml')
  writeFileSync(file, JSON.stringify({ ...world.team, series: [series] }))
  await world.start({ CORDON_CONFIG: file })
  const reminded = () => messagesWith(world.olga, world.announcements, 'Team call').length > 0
  if (!(await world.slack.until(reminded, 15_000))) throw new Error(`no reminder came\n${world.logs()}`)
}

/** What is asked and refused around an open incident. */
const askAround = async (world: World, room: string) => {
  const { ada, bob, cleo, olga, gus, town } = world
  await ask(world, bob, { channel: room, command: incident, text: 'status' })
  for (const person of [ada, bob, cleo, olga, gus])
    await ask(world, person, { channel: town, command: incident, text: 'list' })
  for (const person of [cleo, olga, gus])
    for (const text of ['status', 'close', 'open high', `status ${id}`])
      await ask(world, person, { channel: town, command: incident, text })
  await ask(world, olga, { channel: town, command: '/kf-meeting', text: 'agenda' })
}

/** The life of an incident up to its publication. Resolves with its room. */
const live = async (world: World) => {
  const { ada, bob, cleo, ids, slack } = world
  const first = await world.start()
  const room = await openRoom(world, [ids.bob], summary)
  await accept(world, bob, room)
  await insist(
    world,
    () => ada.command(room, incident, `invite @${cleo.handle}`),
    () => directOf(cleo).some((it) => it.text.includes('invites you')),
  )
  await insist(
    world,
    () => cleo.press('Decline'),
    () => directOf(cleo).some((it) => it.text.includes('You declined it')),
  )
  await agree(world, room)
  first.kill()
  await first.ended
  await holdMeeting(world)
  await askAround(world, room)
  await propose(world, cleo, byCommand(world, cleo), { subject: slip, body: `It says: ${summary}.` })
  await approve(world, bob, slip)
  const stopped = () => directOf(ada).some((it) => /is held/.test(it.text) && /announcement\.mail/.test(it.text))
  if (!(await slack.until(stopped, 15_000))) throw new Error(`the slip was not stopped\n${world.logs()}`)
  await propose(world, ada, () => ada.press('Announce', { channel: room }), { subject, body: advisory })
  await asked(world, bob, 'Ferrowick')
  return room
}

/** Every output of the world that somebody outside the roster may come to see. */
const outsideOf = async (world: World, room: string): Promise<readonly Output[]> => {
  const inside = new Set([room, ...[world.ada, world.bob].flatMap((it) => it.directMessages().map((one) => one.id))])
  return [
    ...[world.olga, world.gus, world.cleo].map(screenOf),
    ...[world.ada, world.bob].map(lockScreenOf),
    sentElsewhere(world, inside),
    ...(await mailsOf(world, [senderAddress, world.mail().witness.address])),
    ...(await pagesOf(world)),
    fileNames(world),
    logOf(world),
  ]
}

const found = (canaries: readonly string[], outputs: readonly Output[]) =>
  scan({ canaries, outputs }).map(({ canary, output, through }) => ({ canary, output, through }))

describe('secrets of an incident, through its whole life', () => {
  let world: World
  let room = ''
  let roomName = ''

  beforeAll(async () => {
    world = await createWorld({ mail: 'list', drive: true, team })
    room = await live(world)
    roomName = world.ada.channels().find((it) => it.id === room)?.name ?? ''
  }, 120_000)
  afterAll(() => world.stop())

  test('the scanner sees them where they may be seen', () => {
    const own = found([summary, advisory, roomName], [screenOf(world.bob)])
    expect(own.map((it) => it.canary).toSorted()).toEqual([summary, advisory, roomName].toSorted())
  })

  test('no word of it is in any output outside the roster before the publication', async () => {
    expect(found([summary, advisory, roomName], await outsideOf(world, room))).toEqual([])
  })
  test('no word of people is in acts, ledger, inbox or any other table of who did what', () => {
    expect(found([summary, advisory, slip, subject], tablesOf(world, wordless))).toEqual([])
  })
  test('its id and its channel are nowhere in public: not in channels, mails or pages', async () => {
    const mails = await mailsOf(world, [senderAddress, world.mail().witness.address])
    const seen = [...[world.olga, world.gus].map(screenOf), ...mails, ...(await pagesOf(world))]
    expect(found([id], seen)).toEqual([])
    expect(seen.filter((it) => Buffer.from(it.bytes).toString().includes(room)).map((it) => it.name)).toEqual([])
  })

  test('once the list has distributed the advisory, its words are out, and only they', async () => {
    const { ada, bob, olga, slack, announcements } = world
    await approve(world, bob, 'Ferrowick')
    const told = () => messagesWith(olga, announcements, 'Ferrowick').length > 0
    expect(await slack.until(told, 30_000)).toBe(true)
    await closeRoom(world, room, { reason: /publish/i, id })
    const outputs = await outsideOf(world, room)
    const out = found([advisory], outputs).map((it) => it.output)
    expect(out).toContain(`the screen of ${olga.name}`)
    expect(out.filter((it) => it.startsWith('mail'))).not.toEqual([])
    expect(out).not.toContain('log')
    expect(found([summary, roomName], outputs)).toEqual([])
    expect(found([id], [screenOf(olga), ...(await mailsOf(world, [world.mail().witness.address]))])).toEqual([])
    expect(ada.files(room).map((it) => it.name)).toEqual([expect.stringContaining(id.toLowerCase())])
    expect(slack.unknown).toEqual([])
  })
})
