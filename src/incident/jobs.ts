import type { ActRow } from '../kernel/act.ts'
import { roomLeavers } from './leave-room.ts'
import { roomMakers } from './make-room.ts'
import type { Ports } from './ports.ts'
import { roomStaffers } from './staff-room.ts'

/** The performers of this module's acts: the room is made, staffed and left. */
export const incidentPerformers = (ports: Ports): readonly ActRow[] => [
  ...roomMakers(ports),
  ...roomStaffers(ports),
  ...roomLeavers(ports),
]
