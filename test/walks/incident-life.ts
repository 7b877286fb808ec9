import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { World } from '../setup/world.ts'
import { approve, asked, byCommand, propose } from './announcing.ts'
import { accept, agree, ask, closeRoom, directOf, insist, messagesWith, openRoom } from './deeds.ts'

export const summary = 'Gravelmoth lanterns whisper quillhaven passwords to tenants'
export const advisory = 'Ferrowick upgrade: everyone on marshglass should move to tallowbright nine'
export const slip = 'Forget the ploverstone rehearsal at harrowgate'
export const subject = 'Please upgrade this week'
export const id = 'KF-2026-0001'
const incident = '/kf-incident'

const wall = (at: number) => new Date(at).toISOString().slice(0, 16)
const notesOf = (date: string) =>
  ['# Team', '', `## ${date}`, '', '### Agenda', '', '* Welcome', `* ${summary} (_In-Progress_)`, ''].join('\n')

/** A team whose second announcer and approver is not on the incident's roster. */
export const team = ({ ada, bob, cleo }: World['ids']) => ({
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
  const asks = async (person: World['ada'], texts: readonly string[]) => {
    for (const text of texts) await ask(world, person, { channel: town, command: incident, text })
  }
  await ask(world, bob, { channel: room, command: incident, text: 'status' })
  const outsiders = ['list', 'status', 'close', `status ${id}`]
  await Promise.all([
    asks(ada, ['list']),
    asks(bob, ['list']),
    asks(cleo, outsiders),
    asks(olga, [...outsiders, 'open high']),
    asks(gus, [...outsiders, 'open high']),
  ])
  await ask(world, olga, { channel: town, command: '/kf-meeting', text: 'agenda' })
}

/** The life of an incident up to its publication. Resolves with its room. */
export const live = async (world: World) => {
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

/** The publication, and the end of the incident. */
export const publish = async (world: World, room: string) => {
  const { bob, olga, slack, announcements } = world
  await approve(world, bob, 'Ferrowick')
  const told = () => messagesWith(olga, announcements, 'Ferrowick').length > 0
  if (!(await slack.until(told, 30_000))) throw new Error(`it was not published\n${world.logs()}`)
  await closeRoom(world, room, { reason: /publish/i, id })
}
