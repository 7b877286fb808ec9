import type { ColumnDataType, CreateTableBuilder, Kysely } from 'kysely'
import { type RawBuilder, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

type Logical = Readonly<{ text: ColumnDataType | RawBuilder<unknown>; int64: ColumnDataType }>
type Db = Kysely<unknown>

const logical: Readonly<Record<'sqlite' | 'postgres', Logical>> = {
  sqlite: { text: 'text', int64: 'integer' },
  postgres: { text: sql`text collate "C"`, int64: 'bigint' },
}

type Column = readonly [name: string, type: 'text' | 'int64', may?: 'null' | 'key' | `default ${number}`]

const table = async (db: Db, at: Logical, name: string, columns: readonly Column[], keys?: readonly string[]) => {
  let made: CreateTableBuilder<string, string> = db.schema.createTable(name)
  for (const [column, type, may] of columns)
    made = made.addColumn(column, at[type], (it) => {
      if (may === 'null') return it
      if (may === 'key') return it.notNull().primaryKey()
      return may === undefined ? it.notNull() : it.notNull().defaultTo(Number(may.slice(8)))
    })
  await (keys ? made.addPrimaryKeyConstraint(`${name}_primary`, [...keys]) : made).execute()
}

const first = async (db: Db, at: Logical) => {
  await table(db, at, 'acts', [
    ['id', 'text', 'key'],
    ['kind', 'text'],
    ['key', 'text'],
    ['refs', 'text'],
    ['lane', 'text', 'null'],
    ['seq', 'int64'],
    ['state', 'text'],
    ['attempts', 'int64'],
    ['doubt', 'int64'],
    ['token', 'text', 'null'],
    ['lease_until', 'int64'],
    ['retry_at', 'int64'],
    ['expires', 'int64', 'null'],
    ['reason', 'text', 'null'],
    ['result', 'text', 'null'],
    ['planned_at', 'int64'],
    ['settled_at', 'int64', 'null'],
  ])
  await db.schema.createIndex('acts_key').unique().on('acts').columns(['kind', 'key']).execute()
  await sql`create index acts_unsettled on acts (retry_at, id) where state in ('waiting', 'performing')`.execute(db)
  await sql`create index acts_lane on acts (lane, seq) where lane is not null`.execute(db)
  await sql`create index acts_stuck on acts (state) where state in ('held', 'dead')`.execute(db)
  await table(
    db,
    at,
    'ledger',
    [
      ['chain', 'text'],
      ['seq', 'int64'],
      ['at', 'int64'],
      ['what', 'text'],
      ['by', 'text'],
      ['salt', 'text'],
      ['body', 'text', 'null'],
      ['digest', 'text'],
      ['hash', 'text'],
    ],
    ['chain', 'seq'],
  )
  await table(db, at, 'inbox', [
    ['key', 'text', 'key'],
    ['kind', 'text'],
    ['body', 'text'],
    ['at', 'int64'],
    ['done', 'int64'],
    ['uses', 'int64', 'default 0'],
  ])
  await sql`create index inbox_open on inbox (at) where done = 0`.execute(db)
  await table(db, at, 'decisions', [
    ['key', 'text', 'key'],
    ['at', 'int64'],
  ])
  await table(db, at, 'incidents', [
    ['id', 'text', 'key'],
    ['opened_at', 'int64'],
    ['state', 'text'],
    ['room_name', 'text'],
    ['room_channel', 'text', 'null'],
    ['version', 'int64'],
    ['data', 'text'],
  ])
  await db.schema.createIndex('incidents_name').unique().on('incidents').column('room_name').execute()
  await db.schema.createIndex('incidents_channel').unique().on('incidents').column('room_channel').execute()
  await table(
    db,
    at,
    'roster',
    [
      ['incident', 'text'],
      ['person', 'text'],
      ['state', 'text'],
      ['invited_at', 'int64'],
      ['version', 'int64'],
      ['data', 'text'],
    ],
    ['incident', 'person'],
  )
  await db.schema.createIndex('roster_person').on('roster').columns(['person', 'state']).execute()
  await table(db, at, 'incident_numbers', [
    ['year', 'int64', 'key'],
    ['last', 'int64'],
  ])
  await table(db, at, 'meeting_series', [
    ['series', 'text', 'key'],
    ['since', 'int64'],
  ])
  await table(
    db,
    at,
    'meeting_overrides',
    [
      ['series', 'text'],
      ['seq', 'int64'],
      ['at', 'int64'],
      ['by', 'text'],
      ['data', 'text'],
    ],
    ['series', 'seq'],
  )
  await table(db, at, 'meeting_reminders', [
    ['key', 'text', 'key'],
    ['series', 'text'],
    ['state', 'text'],
    ['at', 'int64'],
  ])
  await table(db, at, 'meeting_notes', [
    ['document', 'text', 'key'],
    ['version', 'text'],
    ['text', 'text'],
    ['read_at', 'int64'],
  ])
  await table(db, at, 'announcements', [
    ['id', 'text', 'key'],
    ['year', 'int64'],
    ['number', 'int64'],
    ['version', 'int64'],
    ['data', 'text'],
  ])
  await db.schema.createIndex('announcements_number').unique().on('announcements').columns(['year', 'number']).execute()
  await table(db, at, 'messages', [
    ['key', 'text', 'key'],
    ['channel', 'text'],
    ['ts', 'text'],
  ])
}

const steps: Readonly<Record<string, (db: Db, at: Logical) => Promise<void>>> = { '0001-first': first }

/** All migrations in order, in the types of one engine. */
export const migrations = (engine: 'sqlite' | 'postgres'): Record<string, Migration> =>
  Object.fromEntries(Object.entries(steps).map(([name, up]) => [name, { up: (db: Db) => up(db, logical[engine]) }]))
