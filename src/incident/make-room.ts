import { type ActRow, type Attempt, type Performed, performer, planned } from '../kernel/act.ts'
import type { IncidentId } from '../kernel/place.ts'
import { isRefusal } from '../kernel/refusal.ts'
import type { Tx } from '../kernel/tx.ts'
import { createRoom, letIn, roomLane, setTopic } from './acts.ts'
import { endIncident } from './close-incident.ts'
import { type Incident, nameLetters, roomName } from './incident.ts'
import { sendInvitation } from './invite-person.ts'
import { edit, openingKey, overviewKey, post, saveIncident } from './keep-incident.ts'
import type { MadeRoom, Ports } from './ports.ts'

type Made = Readonly<{ channel: string }> | Readonly<{ taken: string }> | Readonly<{ refused: string }>

/** How many names may turn out to be somebody else's before no room is made. */
const mostTries = 3

/** Private or nothing: a channel that does not say it is private is never written to. */
const madeOf = ({ channel, private: isPrivate }: MadeRoom): Made =>
  isPrivate ? { channel } : { refused: 'not-private' }

/**
 * What a taken name means. It may be our own room, made by an attempt whose answer was lost; if it is not among our
 * channels at the first attempt, it is somebody else's, and later it is looked for again, since lists may lag.
 */
const whoseName = async (ports: Ports, name: string, attempt: number): Promise<Performed<Made>> => {
  const own = await ports.rooms.findOwn(name)
  if (typeof own !== 'string') return { done: madeOf(own.done) }
  return own === 'absent' && attempt === 1 ? { done: { taken: name } } : { ambiguous: 'name-taken' }
}

const create = async (ports: Ports, id: IncidentId, { attempt }: Attempt): Promise<Performed<Made>> => {
  const incident = await ports.read((tx) => ports.incidents.get(tx, id))
  if (incident?.room.state !== 'claimed') return { superseded: 'room-not-wanted' }
  const { name } = incident.room
  const cleared = await ports.clear({ room: id }, { title: id, blocks: [] }, { name })
  if ('held' in cleared) return cleared
  const asked = await ports.rooms.create(cleared)
  if ('done' in asked) return { done: madeOf(asked.done) }
  if (!('failed' in asked)) return asked
  if (asked.failed === 'name_taken') return whoseName(ports, name, attempt)
  return asked.permanent ? { done: { refused: asked.failed } } : asked
}

/** What makes a room usable comes first in its lane: the opener inside, then the overview. */
const furnish = async (ports: Ports, tx: Tx, incident: Incident) => {
  const { id, openedBy: person } = incident
  const lane = roomLane(id)
  const refs = { incident: id, person }
  await ports.plan(tx, planned(letIn, { key: `${id}:${person}:opener`, refs, lane }))
  const overview = { key: overviewKey(id), lane, place: { room: id } }
  await post(ports, tx, { ...overview, text: 'incident.overview', about: { incident: id } })
  await ports.plan(tx, planned(setTopic, { key: id, refs: { incident: id }, lane }))
  for (const entry of await ports.incidents.roster(tx, id))
    if (entry.state === 'invited') await sendInvitation(ports, tx, entry)
}

const tellOpener = (ports: Ports, tx: Tx, { id, openedBy }: Incident, cause: string) => {
  const message = openingKey(id)
  const at = { key: `${message}:${cause}`, message, lane: message, place: { person: openedBy } }
  return edit(ports, tx, { ...at, text: 'incident.opening', about: { incident: id } })
}

/** Nothing was made, so nothing stays open; the caller is told and the words stay secret. */
const giveUp = async (ports: Ports, tx: Tx, incident: Incident, code: string) => {
  const at = ports.clock.now()
  const { id } = incident
  await ports.append(tx, { chain: id, what: 'room.refused', by: 'cordon', at, body: { code } })
  const room = { ...incident.room, state: 'refused' } as const
  const ended = await endIncident(ports, tx, { ...incident, room }, { reason: 'no-room', by: 'cordon', at })
  if (!isRefusal(ended)) await tellOpener(ports, tx, ended, 'refused')
}

const tryAnotherName = async (ports: Ports, tx: Tx, incident: Incident, taken: string) => {
  const { id, room } = incident
  if (room.tries >= mostTries) return giveUp(ports, tx, incident, 'name_taken')
  const tries = room.tries + 1
  const name = roomName(id, ports.letters(nameLetters))
  await saveIncident(ports, tx, { ...incident, room: { state: 'claimed', name, tries } })
  const entry = {
    chain: id,
    what: 'room.name-taken',
    by: 'cordon',
    at: ports.clock.now(),
    body: { name: taken },
  } as const
  await ports.append(tx, entry)
  await ports.plan(tx, planned(createRoom, { key: `${id}:${tries}`, refs: { incident: id }, lane: roomLane(id) }))
}

const settleCreate = async (ports: Ports, tx: Tx, id: IncidentId, result: Made) => {
  const incident = await ports.incidents.get(tx, id)
  if (incident?.room.state !== 'claimed') return
  if ('taken' in result) return tryAnotherName(ports, tx, incident, result.taken)
  if ('refused' in result) return giveUp(ports, tx, incident, result.refused)
  const { name, tries } = incident.room
  const { channel } = result
  const kept = await saveIncident(ports, tx, { ...incident, room: { state: 'made', name, tries, channel } })
  const at = ports.clock.now()
  await ports.append(tx, { chain: id, what: 'room.made', by: 'cordon', at, body: { channel } })
  await furnish(ports, tx, kept)
}

const topic = async (ports: Ports, id: IncidentId): Promise<Performed<Record<string, never>>> => {
  const incident = await ports.read((tx) => ports.incidents.get(tx, id))
  if (incident?.room.state !== 'made') return { superseded: 'no-room' }
  const cleared = await ports.clear({ room: id }, { title: id, blocks: [] }, { topic: id })
  if ('held' in cleared) return cleared
  const set = await ports.rooms.setTopic(incident.room.channel, cleared)
  return 'done' in set ? { done: {} } : set
}

/** The acts that make an incident's room: the channel itself, and its topic. */
export const roomMakers = (ports: Ports): readonly ActRow[] => [
  performer(createRoom, {
    perform: ({ incident }, attempt) => create(ports, incident, attempt),
    find: async ({ incident: id }) => {
      const incident = await ports.read((tx) => ports.incidents.get(tx, id))
      if (!incident) return 'unknown'
      const found = await ports.rooms.findOwn(incident.room.name)
      return typeof found === 'string' ? found : { done: madeOf(found.done) }
    },
    settled: (tx, { incident }, result) => settleCreate(ports, tx, incident, result),
    unknown: { repeat: 'a second room of the same name is refused as taken, and then ours is looked for' },
  }),
  performer(setTopic, {
    perform: ({ incident }) => topic(ports, incident),
    find: async () => 'unknown',
    settled: async () => {},
    unknown: { repeat: 'the same topic set twice is the same topic' },
  }),
]
