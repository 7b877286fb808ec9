import type { Module } from '../kernel/module.ts'

/** The tables of all modules as one; of two rebuffs to one rule the later module's is said. */
export const foldTables = (modules: readonly Partial<Module>[]): Module => ({
  commands: modules.flatMap((it) => it.commands ?? []),
  forms: modules.flatMap((it) => it.forms ?? []),
  buttons: modules.flatMap((it) => it.buttons ?? []),
  permissions: modules.flatMap((it) => it.permissions ?? []),
  texts: modules.flatMap((it) => it.texts ?? []),
  rebuffs: Object.assign({}, ...modules.map((it) => it.rebuffs ?? {})),
  jobs: modules.flatMap((it) => it.jobs ?? []),
  performers: modules.flatMap((it) => it.performers ?? []),
})
