import { directChannel } from '../channels.ts'
import { tellApp } from '../events.ts'
import type { Account } from '../model.ts'
import { viewPayload } from '../views.ts'
import type { World } from '../world.ts'
import type { Deed } from './seen.ts'

/** What one person does with their client itself. */
export function createScreen(world: World, person: Account) {
  return {
    /** Opens the app's Home, or the messages with it; the app hears of either. */
    openHome: async (tab: 'home' | 'messages' = 'home'): Promise<Deed> => {
      const view = world.homes.get(person.id)
      tellApp(world, {
        type: 'app_home_opened',
        user: person.id,
        channel: directChannel(world, world.app.botUserId, person.id).id,
        tab,
        ...(tab === 'home' && view ? { view: viewPayload(world, view) } : {}),
        event_ts: world.nextTs(),
      })
      return { ok: true }
    },
    /** Loads the client again: messages only this person saw are gone. */
    reload: (): void => {
      world.ephemerals = world.ephemerals.filter((one) => one.to !== person.id)
      world.changed()
    },
  }
}
