/** `npm run bench`: one JSON line a figure, each a ratio against its yardstick measured in the same run. */
import { benchActs } from './acts.ts'

const benches = { acts: benchActs }

const wanted = process.argv.slice(2)
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  for (const figure of await bench()) process.stdout.write(`${JSON.stringify(figure)}\n`)
}
