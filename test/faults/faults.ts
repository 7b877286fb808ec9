import { actFaults } from './acts.ts'
import { announcementFaults } from './announcement.ts'
import { doorFaults } from './door.ts'
import type { Fault } from './fault.ts'
import { gateFaults } from './gate.ts'
import { incidentFaults } from './incident.ts'
import { mailFaults } from './mail.ts'
import { meetingFaults } from './meeting.ts'
import { ledgerFaults, storeFaults } from './store.ts'

/** Every planted fault: the three promises first, then the door and the jobs. */
export const faults: readonly Fault[] = [
  ...actFaults,
  ...gateFaults,
  ...ledgerFaults,
  ...storeFaults,
  ...doorFaults,
  ...incidentFaults,
  ...announcementFaults,
  ...mailFaults,
  ...meetingFaults,
]
