import type { MeetingRepository, Override } from '../../meeting/index.ts'
import { dbOf } from './store.ts'

/** What is kept of meetings; `parse` reads an override back from its JSON. */
export const createMeetingRepository = (parse: (json: unknown) => Override): MeetingRepository => ({
  watchedSince: async (tx, series) => {
    const row = await dbOf(tx)
      .selectFrom('meeting_series')
      .select('since')
      .where('series', '=', series)
      .executeTakeFirst()
    return row?.since ?? null
  },
  watch: async (tx, series, now) => {
    await dbOf(tx)
      .insertInto('meeting_series')
      .values({ series, since: now })
      .onConflict((it) => it.column('series').doNothing())
      .execute()
  },
  overrides: async (tx, series) => {
    const rows = await dbOf(tx)
      .selectFrom('meeting_overrides')
      .select('data')
      .where('series', '=', series)
      .orderBy('seq')
      .execute()
    return rows.map((row) => parse(JSON.parse(row.data)))
  },
  addOverride: async (tx, it) => {
    const last = await dbOf(tx)
      .selectFrom('meeting_overrides')
      .select('seq')
      .where('series', '=', it.series)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst()
    const data = JSON.stringify(it.override)
    await dbOf(tx)
      .insertInto('meeting_overrides')
      .values({ series: it.series, seq: (last?.seq ?? 0) + 1, at: it.at, by: it.by, data })
      .execute()
  },
  knownReminders: async (tx, keys) => {
    if (keys.length === 0) return new Map()
    const rows = await dbOf(tx)
      .selectFrom('meeting_reminders')
      .select(['key', 'state'])
      .where('key', 'in', keys)
      .execute()
    return new Map(rows.map((row) => [row.key, row.state === 'missed' ? 'missed' : 'planned']))
  },
  keepReminder: async (tx, { reminder, state, at }) => {
    const kept = await dbOf(tx)
      .insertInto('meeting_reminders')
      .values({ key: reminder.key, series: reminder.series, state, at })
      .onConflict((it) =>
        state === 'planned'
          ? it.column('key').doNothing()
          : it.column('key').doUpdateSet({ state, at }).where('meeting_reminders.state', '=', 'planned'),
      )
      .executeTakeFirst()
    return kept.numInsertedOrUpdatedRows === 1n
  },
  notes: async (tx, document) => {
    const row = await dbOf(tx)
      .selectFrom('meeting_notes')
      .selectAll()
      .where('document', '=', document)
      .executeTakeFirst()
    return row ? { document: row.document, version: row.version, text: row.text, readAt: row.read_at } : null
  },
  keepNotes: async (tx, it) => {
    const { document, version, text, readAt: read_at } = it
    await dbOf(tx)
      .insertInto('meeting_notes')
      .values({ document, version, text, read_at })
      .onConflict((row) => row.column('document').doUpdateSet({ version, text, read_at }))
      .execute()
  },
})
