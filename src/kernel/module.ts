import type { z } from 'zod'
import type { ActRow } from './act.ts'
import type { Doc } from './doc.ts'
import type { Button, Command, Form } from './door.ts'
import type { Role } from './person.ts'
import type { Rebuff } from './refusal.ts'
import type { Tx } from './tx.ts'

/** One line of the permission table: who may do it, and whether only inside an incident's room. Default deny. */
export type Permission = Readonly<{ action: string; roles: readonly Role[]; where: 'anywhere' | 'room' }>

/** Decides by the table alone. An action without a row is refused. */
export const may = (
  table: readonly Permission[],
  asked: Readonly<{ action: string; roles: ReadonlySet<Role>; inRoom: boolean }>,
): boolean =>
  table.some(
    (row) =>
      row.action === asked.action &&
      (row.where === 'anywhere' || asked.inRoom) &&
      row.roles.some((role) => asked.roles.has(role)),
  )

/** A named text: reads the state anew and writes the words; null when it is no longer wanted. */
export type Text = Readonly<{ name: string; write(tx: Tx, about: unknown): Promise<Doc | null> }>

/** Declares a text and the references it takes. */
export const textRow = <R>(
  row: Readonly<{ name: string; about: z.ZodType<R>; write(tx: Tx, about: R): Promise<Doc | null> }>,
): Text => ({ name: row.name, write: (tx, about) => row.write(tx, row.about.parse(about)) })

/** Something to look at on every beat. `now` is desk time, ms UTC. */
export type Job = Readonly<{
  name: string
  beat(now: number): Promise<void>
  /** The first instant after `now` (both ms UTC) at which a beat would find something new to do; null when none is known. */
  next?(now: number): Promise<number | null>
}>

/** What every module gives to `app.ts`, which folds the tables. */
export type Module = Readonly<{
  commands: readonly Command[]
  forms: readonly Form[]
  buttons: readonly Button[]
  permissions: readonly Permission[]
  texts: readonly Text[]
  rebuffs: Readonly<Record<string, Rebuff>>
  jobs: readonly Job[]
  performers: readonly ActRow[]
}>
