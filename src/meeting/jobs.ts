import { type ActRow, performer } from '../kernel/act.ts'
import type { Job } from '../kernel/module.ts'
import { nextBeat, planReminders } from './plan-reminders.ts'
import type { MeetingPorts } from './ports.ts'
import { prepareReminder, preparing, type Reminding } from './prepare-reminder.ts'

/** What the meeting does on every beat. */
export const meetingJobs = (ports: MeetingPorts): readonly Job[] => [
  { name: 'meeting.reminders', beat: (now) => planReminders(ports, now), next: (now) => nextBeat(ports, now) },
]

/** The performers of the meeting's own acts. */
export const meetingPerformers = (ports: Reminding): readonly ActRow[] => [performer(prepareReminder, preparing(ports))]
