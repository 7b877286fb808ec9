import type { Selectable } from 'kysely'
import type { Act } from '../../acts/act.ts'
import type { ActRepository, Claimed } from '../../acts/ports.ts'
import type { Db, Engine } from './engine.ts'
import { dbOf, markPlanned } from './store.ts'
import type { Tables } from './tables.ts'

const blocking = ['waiting', 'performing', 'held', 'dead'] as const

const actOf = (row: Selectable<Tables['acts']>): Act => ({
  id: row.id,
  kind: row.kind,
  key: row.key,
  refs: JSON.parse(row.refs),
  lane: row.lane,
  state: row.state,
  attempts: row.attempts,
  doubt: row.doubt === 1,
  retryAt: row.retry_at,
  expires: row.expires,
  reason: row.reason,
  plannedAt: row.planned_at,
  settledAt: row.settled_at,
})

const nextInLane = async (db: Db, lane: string): Promise<number> => {
  const last = await db
    .selectFrom('acts')
    .select('seq')
    .where('lane', '=', lane)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (last?.seq ?? 0) + 1
}

const due = (db: Db, engine: Engine, now: number, most: number) => {
  const query = db
    .selectFrom('acts as a')
    .selectAll()
    .where((it) =>
      it.or([
        it.and([it('a.state', '=', 'waiting'), it('a.retry_at', '<=', now)]),
        ...(engine.leases ? [it.and([it('a.state', '=', 'performing'), it('a.lease_until', '<', now)])] : []),
      ]),
    )
    .where((it) =>
      it.or([
        it('a.lane', 'is', null),
        it.not(
          it.exists(
            it
              .selectFrom('acts as b')
              .select('b.id')
              .whereRef('b.lane', '=', 'a.lane')
              .whereRef('b.seq', '<', 'a.seq')
              .where('b.state', 'in', blocking),
          ),
        ),
      ]),
    )
    .orderBy('a.retry_at')
    .orderBy('a.id')
    .limit(most)
  return (engine.leases ? query.forUpdate().skipLocked() : query).execute()
}

/** The acts in the store. `newToken` makes a token no other claim has. */
export const createActRepository = (engine: Engine, newToken: () => string): ActRepository => ({
  insert: async (tx, act, id, now) => {
    const db = dbOf(tx)
    const known = await db
      .selectFrom('acts')
      .select('id')
      .where('kind', '=', act.kind)
      .where('key', '=', act.key)
      .executeTakeFirst()
    if (known) return false
    const seq = act.lane === undefined ? 0 : await nextInLane(db, act.lane)
    await db
      .insertInto('acts')
      .values({
        id,
        kind: act.kind,
        key: act.key,
        refs: JSON.stringify(act.refs),
        lane: act.lane ?? null,
        seq,
        state: 'waiting',
        attempts: 0,
        doubt: 0,
        token: null,
        lease_until: 0,
        retry_at: 0,
        expires: act.expires ?? null,
        reason: null,
        result: null,
        planned_at: now,
        settled_at: null,
      })
      .execute()
    markPlanned(tx)
    return true
  },

  claim: async (most, leaseMs) => {
    const now = await engine.line()
    return engine.claim(async (db) => {
      const claimed: Claimed[] = []
      for (const row of await due(db, engine, now, most)) {
        const token = newToken()
        await db
          .updateTable('acts')
          .set({ state: 'performing', attempts: row.attempts + 1, doubt: 1, token, lease_until: now + leaseMs })
          .where('id', '=', row.id)
          .execute()
        claimed.push({ ...actOf(row), state: 'performing', attempts: row.attempts + 1, token })
      }
      return claimed
    })
  },

  settle: async (tx, act, to, now) => {
    const updated = await dbOf(tx)
      .updateTable('acts')
      .set({
        state: to.state,
        reason: to.reason,
        result: to.result === null ? null : JSON.stringify(to.result),
        doubt: to.doubt ? 1 : 0,
        token: null,
        lease_until: 0,
        attempts: to.uncounted ? act.attempts - 1 : act.attempts,
        retry_at: to.retryAt ?? act.retryAt,
        settled_at: to.state === 'waiting' ? null : now,
      })
      .where('id', '=', act.id)
      .where('token', '=', act.token)
      .executeTakeFirst()
    return updated.numUpdatedRows === 1n
  },

  prolong: async (tokens, leaseMs) => {
    if (!engine.leases) return tokens
    const now = await engine.line()
    return engine.claim(async (db) => {
      const rows = await db
        .updateTable('acts')
        .set({ lease_until: now + leaseMs })
        .where('token', 'in', tokens)
        .where('state', '=', 'performing')
        .returning('token')
        .execute()
      return rows.flatMap((row) => (row.token === null ? [] : [row.token]))
    })
  },

  recover: async () => {
    if (engine.leases) return 0
    return engine.claim(async (db) => {
      const updated = await db
        .updateTable('acts')
        .set({ state: 'waiting', doubt: 1, token: null, retry_at: 0 })
        .where('state', '=', 'performing')
        .executeTakeFirst()
      return Number(updated.numUpdatedRows)
    })
  },

  list: async (tx, state, most) => {
    const all = dbOf(tx).selectFrom('acts').selectAll().orderBy('planned_at').orderBy('id').limit(most)
    const wanted =
      state === 'all'
        ? all
        : state === 'unsettled'
          ? all.where('state', 'in', blocking)
          : all.where('state', '=', state)
    return (await wanted.execute()).map(actOf)
  },

  get: async (tx, id) => {
    const row = await dbOf(tx).selectFrom('acts').selectAll().where('id', '=', id).executeTakeFirst()
    return row ? actOf(row) : null
  },

  move: async (tx, id, from, to) => {
    const updated = await dbOf(tx)
      .updateTable('acts')
      .set({
        state: to.state,
        retry_at: 0,
        attempts: 0,
        reason: null,
        settled_at: to.state === 'waiting' ? null : to.now,
        ...(to.sure ? { doubt: 0 } : {}),
      })
      .where('id', '=', id)
      .where('state', '=', from)
      .executeTakeFirst()
    markPlanned(tx)
    return updated.numUpdatedRows === 1n
  },

  expireHeld: async (tx, now) => {
    const expired = await dbOf(tx)
      .updateTable('acts')
      .set({ state: 'expired', settled_at: now })
      .where('state', '=', 'held')
      .where('expires', '<', now)
      .executeTakeFirst()
    // A lane that stood still behind one of them may go on.
    if (expired.numUpdatedRows > 0n) markPlanned(tx)
  },

  holdAll: async (tx, reason) => {
    const updated = await dbOf(tx)
      .updateTable('acts')
      .set({ state: 'held', reason, token: null, doubt: 1 })
      .where('state', 'in', blocking)
      .executeTakeFirst()
    return Number(updated.numUpdatedRows)
  },
})
