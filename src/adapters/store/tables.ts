import type { Generated } from 'kysely'

type ActState = 'waiting' | 'performing' | 'done' | 'superseded' | 'held' | 'dead' | 'dropped' | 'expired'

/** The tables as both engines have them: text, and whole numbers that are safe in JavaScript. Instants are ms UTC. */
export type Tables = {
  acts: {
    id: string
    kind: string
    key: string
    refs: string
    lane: string | null
    seq: number
    state: ActState
    attempts: number
    /** 1 when an attempt may have had an effect that is not known. */
    doubt: number
    token: string | null
    lease_until: number
    retry_at: number
    expires: number | null
    reason: string | null
    result: string | null
    planned_at: number
    settled_at: number | null
  }
  ledger: {
    chain: string
    seq: number
    at: number
    what: string
    by: string
    salt: string
    body: string | null
    digest: string
    hash: string
  }
  inbox: {
    key: string
    kind: string
    body: string
    at: number
    done: number
    uses: Generated<number>
  }
  decisions: { key: string; at: number }
  incidents: {
    id: string
    opened_at: number
    state: string
    room_name: string
    room_channel: string | null
    version: number
    data: string
  }
  roster: { incident: string; person: string; state: string; invited_at: number; version: number; data: string }
  incident_numbers: { year: number; last: number }
  meeting_series: { series: string; since: number }
  meeting_overrides: { series: string; seq: number; at: number; by: string; data: string }
  meeting_reminders: { key: string; series: string; state: string; at: number }
  meeting_notes: { document: string; version: string; text: string; read_at: number }
  announcements: { id: string; year: number; number: number; version: number; data: string }
  messages: { key: string; channel: string; ts: string }
}
