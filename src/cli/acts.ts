import type { Command } from 'commander'
import { z } from 'zod'
import type { Act, Remedy } from '../acts/act.ts'
import type { Desk, WithDesk } from './desk.ts'
import { fail, type Print, print } from './print.ts'

const states = [
  'unsettled',
  'all',
  'waiting',
  'performing',
  'held',
  'dead',
  'done',
  'superseded',
  'dropped',
  'expired',
] as const

const shown = (act: Act) => ({
  id: act.id,
  kind: act.kind,
  key: act.key,
  state: act.state,
  attempts: act.attempts,
  reason: act.reason,
  lane: act.lane,
  planned: new Temporal.Instant(BigInt(act.plannedAt) * 1_000_000n).toString(),
})

const list = async (desk: Desk, options: Readonly<{ state: string; json?: true }>): Promise<void> => {
  const state = z.enum(states).safeParse(options.state)
  if (!state.success) return fail(`there is no state "${options.state}"`, `Use one of: ${states.join(', ')}.`)
  const acts = await desk.store.read((tx) => desk.acts.list(tx, state.data, 1000))
  print(acts.map(shown), options.json === true)
}

const show = async (desk: Desk, id: string, how: Print): Promise<void> => {
  const act = await desk.store.read((tx) => desk.acts.show(tx, id))
  if (!act) return fail('there is no act of this id', 'See `acts list --state all`.')
  print([{ ...shown(act), refs: JSON.stringify(act.refs) }], how.json === true)
}

const remedy = async (desk: Desk, id: string, wanted: Remedy, who: string): Promise<void> => {
  const moved = await desk.store.transact((tx) => desk.acts.remedy(tx, id, wanted, who))
  if ('refused' in moved) return fail(moved.refused, 'Nothing was changed.')
  print([{ id, state: moved.state }], false)
}

const says: Readonly<Record<Remedy, string>> = {
  retry: 'let a dead or held act be tried again; what it may have done before is looked for first',
  drop: 'give an act up for good; its lane moves on',
  'let-go': 'let a held act go: you answer for it that it may happen, and that it has not happened',
}

/** `acts list|show|retry|drop|let-go`. */
export const addActsCommands = (program: Command, withDesk: WithDesk, who: string): void => {
  const acts = program.command('acts').description('the outward acts: what waits, what is held or dead')
  acts
    .command('list')
    .description('list acts, oldest first')
    .option('--state <state>', `one of: ${states.join(', ')}`, 'unsettled')
    .option('--json', 'as JSON, one act a line')
    .action((options: Readonly<{ state: string; json?: true }>) => withDesk((desk) => list(desk, options)))
  acts
    .command('show <id>')
    .description('show one act with its references')
    .option('--json', 'as JSON')
    .action((id: string, how: Print) => withDesk((desk) => show(desk, id, how)))
  for (const wanted of ['retry', 'drop', 'let-go'] as const)
    acts
      .command(`${wanted} <id>`)
      .description(says[wanted])
      .action((id: string) => withDesk((desk) => remedy(desk, id, wanted, who)))
}
