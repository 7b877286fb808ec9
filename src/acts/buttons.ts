import { z } from 'zod'
import { type Button, button } from '../kernel/door.ts'
import type { Permission } from '../kernel/module.ts'
import type { PersonId } from '../kernel/person.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Tx } from '../kernel/tx.ts'
import { type Act, type Remedy, remedies } from './act.ts'

type Apply = (
  tx: Tx,
  id: string,
  remedy: Remedy,
  asker: Readonly<{ by: PersonId; who: string; since: number }>,
) => Promise<Act | Readonly<{ refused: string }>>

export const actPermissions: readonly Permission[] = [{ action: 'act.remedy', roles: ['lead'], where: 'anywhere' }]

/** The buttons under a notice of an act that waits for a person. */
export const actButtons = (apply: Apply): readonly Button[] =>
  remedies.map((remedy) =>
    button({
      id: `act.${remedy}`,
      may: 'act.remedy',
      value: z.strictObject({ act: z.string(), since: z.number().int() }),
      look: async () => null,
      run: async (tx, { given, caller }) => {
        const { id } = caller.person
        const moved = await apply(tx, given.act, remedy, { by: id, who: id, since: given.since })
        if ('refused' in moved) return refuse('act.settled', { why: moved.refused })
        return { reply: 'act.remedied', about: { act: moved.id, state: moved.state } }
      },
    }),
  )
