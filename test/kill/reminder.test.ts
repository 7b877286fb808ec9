import { createDrive } from '../../src/playground/drive/index.ts'
import type { World } from '../setup/world.ts'
import { killTest } from './operation.ts'

const notes = `# Next call

**Host:** Rosa Lindqvist

## Agenda

* (_Open_) Rotate the signing keys
* (_Done_) Choose a time
`

/** A series whose next call is a little less than a day ahead, so that its reminder is due now. */
const withDrive = async () => {
  const drive = await createDrive({ now: Date.now })
  const start = Temporal.Instant.fromEpochMilliseconds(Date.now() + (23 * 60 + 30) * 60_000)
    .toZonedDateTimeISO('UTC')
    .round({ smallestUnit: 'minute', roundingMode: 'floor' })
  const title = start.toPlainDate().toString()
  drive.documents.putDocument({
    id: 'notes1',
    name: 'Notes',
    markdown: notes.replace('Next call', title),
    sharedWith: [drive.email],
  })
  return {
    settings: {
      env: { GOOGLE_CREDENTIALS: drive.credentialsJson, GOOGLE_API_URL: drive.apiUrl },
      team: {
        series: [
          {
            key: 'team',
            name: 'Security team call',
            first: start.toPlainDateTime().toString({ smallestUnit: 'minute' }),
            zone: 'UTC',
            everyWeeks: 2,
            minutes: 60,
            channel: 'announcements',
            document: 'notes1',
          },
        ],
      },
    },
    onStep: () => undefined,
    stop: async () => drive.stop(),
  }
}

const reminders = (world: World) =>
  world.ada.messages(world.announcements).filter((it) => it.text.includes('Security team call'))

killTest({
  name: 'reminding of a meeting',
  around: withDrive,
  prepare: null,
  perform: async (world) => {
    await world.slack.until(() => reminders(world).length > 0, 30_000)
    // Long enough for a second one to come, were it to come.
    await world.slack.until(() => reminders(world).length > 1, 2_500)
  },
  seen: async (world) => ({
    reminders: reminders(world).length,
    agenda: reminders(world).every((it) => it.text.includes('Rotate the signing keys')),
    unknown: world.slack.unknown,
    broken: world.slack.broken.map(String),
  }),
  whole: { reminders: 1, agenda: true, unknown: [], broken: [] },
  steps: ['request chat.postMessage'],
  sample: 1,
})
