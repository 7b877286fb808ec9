import type { Outcome } from '../../src/kernel/door.ts'
import type { PersonId } from '../../src/kernel/person.ts'
import type { IncidentId } from '../../src/kernel/place.ts'
import { isRefusal } from '../../src/kernel/refusal.ts'
import type { World } from './world.ts'

export const summary = 'Pipeline tokens can be replayed zanzibar'
export const first: IncidentId = 'KF-2026-0001'

/** Submits the form that opens an incident. */
export const openBy = (
  world: World,
  by: PersonId,
  values: Readonly<Record<string, unknown>> = {},
  terms = '1',
): Promise<Outcome> =>
  world.submit(
    by,
    'incident.open',
    { severity: 'unknown', terms },
    { summary, severity: 'high', terms: true, ...values },
  )

/** Opens the first incident, with Ada as its opener, and performs what follows. */
export const opened = async (world: World, values: Readonly<Record<string, unknown>> = {}): Promise<void> => {
  const outcome = await openBy(world, 'UADA', values)
  if (isRefusal(outcome) || 'errors' in outcome) throw new Error('it was not opened')
  await world.work()
}

/** The values of a button on the newest form of a message. */
export const buttonOn = (world: World, key: string, button: string): Readonly<Record<string, unknown>> | null => {
  const message = world.worker.posted.find((it) => it.key === key)
  const presses = message?.doc.blocks.flatMap((block) => ('buttons' in block ? block.buttons : [])) ?? []
  return presses.find((press) => press.button === button)?.value ?? null
}
