import type { World } from '../world.ts'
import { createCommands } from './command.ts'
import { createControls } from './controls.ts'
import { createLook } from './look.ts'
import { createModalHand } from './modal.ts'
import { createMoves } from './moves.ts'
import { createScreen } from './screen.ts'
import { createTalk } from './talk.ts'

/** One human at their client: what they can see and do, and nothing else. */
export type Person = ReturnType<typeof createPerson>

/** Seats the person of an account. Refuses (throws) an id that no account of the workspace has. */
export function createPerson(world: World, id: string) {
  const account = world.accounts.get(id)
  if (!account) throw new Error(`The playground's Slack has no account ${id}. Add the person first.`)
  const errors = new Map<string, Record<string, string>>()
  const controls = createControls(world, account)
  const look = createLook(world, account, errors)
  return {
    id,
    name: account.name,
    handle: account.handle,
    ...look,
    ...createTalk(world, account),
    ...createScreen(world, account),
    ...createMoves(world, account),
    ...createCommands(world, account),
    press: controls.press,
    choose: controls.choose,
    ...createModalHand({ world, person: account, errors, controls }),
  }
}
