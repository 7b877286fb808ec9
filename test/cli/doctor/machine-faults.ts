import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createClock } from '../../../src/adapters/clock.ts'
import { openSqlite } from '../../../src/adapters/store/sqlite.ts'
import { createStore } from '../../../src/adapters/store/store.ts'
import type { Clinic } from './clinic.ts'
import type { Fault } from './fault.ts'

const emptyFolder = (it: Clinic): string => mkdtempSync(join(it.world.dir, 'data-'))

const newerData = async (it: Clinic): Promise<string> => {
  const dir = emptyFolder(it)
  const store = createStore(openSqlite(dir, createClock()))
  await store.migrate()
  await store.close()
  const database = new DatabaseSync(join(dir, 'cordon.db'))
  database.exec("insert into kysely_migration (name, timestamp) values ('9999-from-the-future', '2099')")
  database.close()
  return dir
}
const damagedData = (it: Clinic): string => {
  const dir = emptyFolder(it)
  writeFileSync(join(dir, 'cordon.db'), 'spilled coffee\n'.repeat(1000))
  return dir
}
const inAFile = (it: Clinic): string => {
  const file = join(emptyFolder(it), 'a-file')
  writeFileSync(file, '')
  return join(file, 'data')
}

/** What can be wrong with the settings. */
export const settingFaults: readonly Fault[] = [
  {
    fault: 'TZ set to another zone',
    does: () => ({ env: { TZ: 'Europe/Berlin' } }),
    changes: { config: 'gone', 'config.TZ': 'fails' },
    shown: 'config.TZ',
    remedy: /^Remove it, or set it to UTC/,
    who: 'operator',
  },
  {
    fault: 'a key of cordon.yaml mistyped: the rest is still tried',
    does: () => ({ team: { comandPrefix: 'x-' } }),
    changes: { config: 'gone', 'config.cordon.yaml.comandPrefix': 'fails' },
    shown: 'config.cordon.yaml.comandPrefix',
    remedy: /^Was commandPrefix meant\?/,
    who: 'operator',
  },
  {
    fault: 'no app token: the rest is still tried',
    does: () => ({ env: { SLACK_APP_TOKEN: undefined } }),
    changes: { config: 'gone', 'config.SLACK_APP_TOKEN': 'fails', 'slack.app-token': 'gone' },
    shown: 'config.SLACK_APP_TOKEN',
    remedy: /connections:write/,
    who: 'operator',
  },
  {
    fault: '.env readable by others',
    does: () => ({ envMode: 0o100644 }),
    changes: { 'config.env-file': 'warns' },
    shown: 'config.env-file',
    remedy: /^chmod 600 \.env$/,
    who: 'operator',
  },
]

/** What can be wrong with the data. */
export const dataFaults: readonly Fault[] = [
  {
    fault: 'a database that cannot be reached',
    does: () => ({ env: { DATABASE_URL: 'postgres://cordon:hush-hush@127.0.0.1:1/cordon' } }),
    changes: { 'data.database': 'fails', 'data.disk': 'gone' },
    shown: 'data.database',
    remedy: /^Check that it runs/,
    who: 'operator',
  },
  {
    fault: 'data of a newer Cordon',
    does: async (it) => ({ env: { DATA_DIR: await newerData(it) } }),
    changes: { 'data.database': 'fails' },
    shown: 'data.database',
    remedy: /^Run the newer version/,
    who: 'operator',
  },
  {
    fault: 'a damaged database',
    does: (it) => ({ env: { DATA_DIR: damagedData(it) } }),
    changes: { 'data.database': 'fails' },
    shown: 'data.database',
    remedy: /^Put a backup in its place/,
    who: 'operator',
  },
  {
    fault: 'a DATA_DIR that cannot be made',
    does: (it) => ({ env: { DATA_DIR: inAFile(it) } }),
    changes: { 'data.disk': 'fails' },
    shown: 'data.disk',
    remedy: /write access/,
    who: 'operator',
  },
]

/** What can be wrong with the clock. */
export const clockFaults: readonly Fault[] = [
  {
    fault: 'a clock five seconds ahead',
    does: () => ({ ahead: 5_000 }),
    changes: { 'clock.slack': 'warns' },
    shown: 'clock.slack',
    remedy: /NTP/,
    who: 'operator',
  },
  {
    fault: 'a clock two minutes behind',
    does: () => ({ ahead: -120_000 }),
    changes: { 'clock.slack': 'fails' },
    shown: 'clock.slack',
    remedy: /NTP/,
    who: 'operator',
  },
]
