import type { Announcement } from '../../announcement/announcement.ts'
import type { AnnouncementRepository } from '../../announcement/ports.ts'
import { dbOf } from './store.ts'

/** The announcements of the store; `parse` reads one back from its JSON. */
export const createAnnouncementRepository = (parse: (json: unknown) => Announcement): AnnouncementRepository => ({
  nextNumber: async (tx, year) => {
    const last = await dbOf(tx)
      .selectFrom('announcements')
      .select('number')
      .where('year', '=', year)
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst()
    return (last?.number ?? 0) + 1
  },
  insert: async (tx, it) => {
    const [year = 0, number = 0] = it.id.split('-').slice(1).map(Number)
    await dbOf(tx)
      .insertInto('announcements')
      .values({ id: it.id, year, number, version: it.version, data: JSON.stringify(it) })
      .execute()
  },
  get: async (tx, id) => {
    const row = await dbOf(tx).selectFrom('announcements').select('data').where('id', '=', id).executeTakeFirst()
    return row ? parse(JSON.parse(row.data)) : null
  },
  save: async (tx, it) => {
    const next = { ...it, version: it.version + 1 }
    const saved = await dbOf(tx)
      .updateTable('announcements')
      .set({ version: next.version, data: JSON.stringify(next) })
      .where('id', '=', it.id)
      .where('version', '=', it.version)
      .executeTakeFirst()
    if (saved.numUpdatedRows !== 1n) throw new Error('an announcement was saved by somebody else in between')
  },
})
