/** `npm run bench [NAME…]`: one JSON line a figure, each a ratio against its yardstick measured in the same run. */
import { benchAcknowledge } from './acknowledge.ts'
import { benchActs } from './acts.ts'
import type { Figure } from './figure.ts'
import { benchGate } from './gate.ts'
import { benchRoom } from './room.ts'
import { benchStart } from './start.ts'

const benches: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  acknowledge: benchAcknowledge,
  room: benchRoom,
  start: benchStart,
  acts: benchActs,
  gate: benchGate,
}

const names = Object.keys(benches)
const asked = process.argv.slice(2)
const strange = asked.filter((name) => !names.includes(name))
if (strange.length > 0) {
  process.stderr.write(`There is no bench named ${strange.join(' or ')}. There are: ${names.join(', ')}.\n`)
  process.exit(2)
}

// What is started and made is ended and removed when the process exits, so a signal must be an exit too.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  for (const figure of await bench()) process.stdout.write(`${JSON.stringify(figure)}\n`)
}
