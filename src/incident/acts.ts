import { z } from 'zod'
import { actKind, nothing } from '../kernel/act.ts'
import { personId } from '../kernel/person.ts'
import { type IncidentId, incidentId } from '../kernel/place.ts'

const incident = incidentId
const digest = z.string().regex(/^[0-9a-f]{64}$/)

/** The lane in which an incident's room is made, written to and left. */
export const roomLane = (id: IncidentId): string => `room:${id}`

/** The lane of one person's comings and goings: no invitation may stop a room, and none may overtake a removal. */
export const personLane = (id: IncidentId, person: string): string => `roster:${id}:${person}`

export const createRoom = actKind({
  kind: 'room.create',
  refs: z.strictObject({ incident }),
  result: z.union([
    z.strictObject({ channel: z.string() }),
    /** The name is somebody else's. */
    z.strictObject({ taken: z.string() }),
    /** Slack's code: there will be no private room. */
    z.strictObject({ refused: z.string() }),
  ]),
})

export const letIn = actKind({
  kind: 'room.invite',
  refs: z.strictObject({ incident, person: personId }),
  result: z.strictObject({ person: z.enum(['inside', 'barred']) }),
})

export const letOut = actKind({
  kind: 'room.remove',
  refs: z.strictObject({ incident, person: personId }),
  result: z.strictObject({ person: z.enum(['outside', 'refused']) }),
})

export const setTopic = actKind({ kind: 'room.topic', refs: z.strictObject({ incident }), result: nothing })

/** The first `lines` lines of the chain, whose SHA-256 is `digest`: the same bytes at every attempt. */
export const exportLedger = actKind({
  kind: 'room.export',
  refs: z.strictObject({ incident, digest, lines: z.number().int().positive() }),
  /** Null where the workspace does not let Cordon put files anywhere. */
  result: z.strictObject({ file: z.string().nullable() }),
})

export const verifyExport = actKind({
  kind: 'room.verify',
  refs: z.strictObject({ incident, digest, file: z.string() }),
  result: nothing,
})

export const archiveRoom = actKind({ kind: 'room.archive', refs: z.strictObject({ incident }), result: nothing })
