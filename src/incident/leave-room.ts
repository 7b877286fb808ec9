import { type ActRow, type Found, type Performed, performer, planned } from '../kernel/act.ts'
import type { IncidentId } from '../kernel/place.ts'
import type { Tx } from '../kernel/tx.ts'
import { archiveRoom, exportLedger, roomLane, verifyExport } from './acts.ts'
import { post, saveIncident } from './keep-incident.ts'
import { digestOf, firstLines, ledgerFileName } from './ledger-file.ts'
import type { Ports } from './ports.ts'

type Export = Readonly<{ incident: IncidentId; digest: string; lines: number }>
type Verify = Readonly<{ incident: IncidentId; digest: string; file: string }>

/** The channel of a closed incident's room, while it stands. */
const channelOf = async (ports: Ports, tx: Tx, id: IncidentId): Promise<string | null> => {
  const incident = await ports.incidents.get(tx, id)
  return incident?.state === 'closed' && incident.room.state === 'made' ? incident.room.channel : null
}

type Exported = Readonly<{ file: string | null }>

const upload = async (ports: Ports, it: Export): Promise<Performed<Exported>> => {
  const id = it.incident
  const { channel, text } = await ports.read(async (tx) => ({
    channel: await channelOf(ports, tx, id),
    text: firstLines(await ports.exportLedger(tx, id), it.lines),
  }))
  if (channel === null) return { superseded: 'no-room' }
  if (text === null || digestOf(text) !== it.digest) return { held: 'ledger-changed' }
  const doc = { title: id, blocks: [{ code: text }] }
  const cleared = await ports.clear({ room: id }, doc, { name: ledgerFileName(id), text })
  if ('held' in cleared) return cleared
  const sent = await ports.rooms.upload(channel, cleared)
  if ('failed' in sent && sent.failed === 'missing_scope') return { done: { file: null } }
  return 'done' in sent ? { done: { file: sent.done } } : sent
}

const planArchive = (ports: Ports, tx: Tx, id: IncidentId): Promise<void> =>
  ports.plan(tx, planned(archiveRoom, { key: id, refs: { incident: id }, lane: roomLane(id) }))

/** A room does not stay open for want of a permission: the ledger is in the store, and the lead is told how to get it. */
const withoutExport = async (ports: Ports, tx: Tx, id: IncidentId) => {
  const incident = await ports.incidents.get(tx, id)
  await ports.append(tx, { chain: id, what: 'room.not-exported', by: 'cordon', at: ports.clock.now(), body: {} })
  if (incident)
    await post(ports, tx, {
      key: `not-exported:${id}`,
      place: { person: incident.lead },
      text: 'incident.not-exported',
      about: { incident: id },
    })
  await planArchive(ports, tx, id)
}

const settleUpload = async (ports: Ports, tx: Tx, { incident: id, digest }: Export, { file }: Exported) => {
  if (file === null) return withoutExport(ports, tx, id)
  const at = ports.clock.now()
  await ports.append(tx, { chain: id, what: 'room.exported', by: 'cordon', at, body: { digest, file } })
  const refs = { incident: id, digest, file }
  await ports.plan(tx, planned(verifyExport, { key: id, refs, lane: roomLane(id) }))
}

/** Whether Slack gives back the very bytes; a file that is another stops the lane before the archive. */
const verify = async (ports: Ports, { digest, file }: Verify): Promise<Performed<Record<string, never>>> => {
  const read = await ports.rooms.fileDigest(file)
  if (!('done' in read)) return read
  return read.done === digest ? { done: {} } : { failed: 'export-differs', permanent: true }
}

const settleVerify = async (ports: Ports, tx: Tx, { incident: id, digest }: Verify) => {
  const at = ports.clock.now()
  await ports.append(tx, { chain: id, what: 'room.export-verified', by: 'cordon', at, body: { digest } })
  await planArchive(ports, tx, id)
}

const archive = async (ports: Ports, id: IncidentId): Promise<Performed<Record<string, never>>> => {
  const channel = await ports.read((tx) => channelOf(ports, tx, id))
  if (channel === null) return { superseded: 'no-room' }
  const archived = await ports.rooms.archive(channel)
  return 'done' in archived ? { done: {} } : archived
}

/** What Slack answers about a private channel that we are not in; archiving one puts us out of it. */
const outOf = new Set(['channel_not_found', 'not_in_channel', 'is_archived'])

/** After an archiving whose answer was lost: still inside means it was not done, outside that it was. */
const findArchived = async (ports: Ports, id: IncidentId): Promise<Found<Record<string, never>>> => {
  const channel = await ports.read((tx) => channelOf(ports, tx, id))
  if (channel === null) return 'unknown'
  const members = await ports.rooms.members(channel)
  if ('done' in members) return 'absent'
  return 'failed' in members && outOf.has(members.failed) ? { done: {} } : 'unknown'
}

const settleArchive = async (ports: Ports, tx: Tx, id: IncidentId) => {
  const incident = await ports.incidents.get(tx, id)
  if (incident?.room.state !== 'made') return
  await saveIncident(ports, tx, { ...incident, room: { ...incident.room, state: 'archived' } })
  await ports.append(tx, { chain: id, what: 'room.archived', by: 'cordon', at: ports.clock.now(), body: {} })
}

/** The acts after a close, each planned by the one before: export, verify, archive. None archives unverified. */
export const roomLeavers = (ports: Ports): readonly ActRow[] => [
  performer(exportLedger, {
    perform: (refs) => upload(ports, refs),
    find: async ({ incident: id }) => {
      const channel = await ports.read((tx) => channelOf(ports, tx, id))
      if (channel === null) return 'unknown'
      const found = await ports.rooms.findFile(channel, ledgerFileName(id))
      return typeof found === 'string' ? found : { done: { file: found.done } }
    },
    settled: (tx, refs, found) => settleUpload(ports, tx, refs, found),
    unknown: { repeat: 'a second copy of the same bytes in the same room tells nobody more' },
  }),
  performer(verifyExport, {
    perform: (refs) => verify(ports, refs),
    find: async () => 'unknown',
    settled: (tx, refs) => settleVerify(ports, tx, refs),
    unknown: { repeat: 'it only reads' },
  }),
  performer(archiveRoom, {
    perform: ({ incident }) => archive(ports, incident),
    find: ({ incident }) => findArchived(ports, incident),
    settled: (tx, { incident }) => settleArchive(ports, tx, incident),
    unknown: { repeat: 'archiving a room that is archived changes nothing' },
  }),
]
