/** `npm run bench [NAME…]`: one JSON line a figure, each a ratio against its yardstick measured in the same run. */

import { startPostgres } from '../test/setup/postgres.ts'
import { findPrograms, findUser } from '../test/setup/postgres-programs.ts'
import { benchActs } from './acts.ts'

const benches = { acts: benchActs }

const programs = findPrograms(process.env.PATH ?? '')
const own = process.env.TEST_DATABASE_URL
  ? null
  : programs === null
    ? null
    : await startPostgres(programs, findUser(process.getuid?.() ?? 1))
const server = process.env.TEST_DATABASE_URL ?? own?.url ?? null
const wanted = process.argv.slice(2)
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  for (const figure of await bench(server)) process.stdout.write(`${JSON.stringify(figure)}\n`)
}
await own?.stop()
