import { driveFaults } from './drive-faults.ts'
import type { Fault } from './fault.ts'
import { clockFaults, dataFaults, settingFaults } from './machine-faults.ts'
import { accountFaults, recordFaults } from './mail-faults.ts'
import { slackFaults } from './slack-faults.ts'

/** Every fault of the walk. */
export const faults: readonly Fault[] = [
  ...settingFaults,
  ...slackFaults,
  ...driveFaults,
  ...accountFaults,
  ...recordFaults,
  ...dataFaults,
  ...clockFaults,
]
