import { holdEvents, repeatEvent } from './events.ts'
import type { Fields } from './model.ts'
import { addChannel, addPerson, deactivate } from './people.ts'
import { createPerson, type Person } from './person/person.ts'
import type { NewChannel, NewPerson } from './settings.ts'
import type { World } from './world.ts'

/** What whoever runs the playground can do to the workspace and learn of it. */
export type Operator = {
  addPerson(person: NewPerson): string
  /** Ends a person's account: they keep their id and lose their channels. */
  deactivate(userId: string): void
  /** Makes a channel that was always there: the app hears nothing of it. */
  addChannel(channel: NewChannel): string
  /** Seats a person at their client; one and the same for each id. Refuses (throws) an unknown id. */
  person(userId: string): Person
  /** Makes a method answer `restricted_action`, or no longer. */
  restrict(method: string, restricted: boolean): void
  /** The methods that answer `restricted_action` now. */
  restricted(): readonly string[]
  /** Lets the next creation of this name pass though the name is taken, as two at one instant do. */
  overlookName(name: string): void
  setScopes(scopes: readonly string[]): void
  /** The bot scopes granted now. */
  scopes(): readonly string[]
  /** Keeps events back until the returned function lets them go, in order or the last first. */
  holdEvents(): (order?: 'as sent' | 'last first') => void
  /** Hands over again, as it was, an event already sent; `pick` chooses by the inner event, the newest first. */
  repeat(pick: (event: Fields) => boolean): boolean
  /** Methods and arguments that were called and are not known here; a test run with any has failed. */
  unknown: readonly string[]
  /** Events handed to the app, oldest first, repetitions not counted. */
  sentEvents(): readonly Fields[]
  /** Resolves once `check` holds, looking again after every change and request; false after `within` line ms. */
  until(check: () => boolean, within?: number): Promise<boolean>
  onChange(hook: () => void): () => void
}

/** The operator of one world. */
export function createOperator(world: World): Operator {
  const seated = new Map<string, Person>()
  return {
    addPerson: (person) => addPerson(world, person),
    deactivate: (userId) => deactivate(world, userId),
    addChannel: (channel) => addChannel(world, channel),
    person: (userId) => {
      const person = seated.get(userId) ?? createPerson(world, userId)
      seated.set(userId, person)
      return person
    },
    restrict: (method, restricted) => {
      if (restricted) world.restricted.add(method)
      else world.restricted.delete(method)
    },
    restricted: () => [...world.restricted],
    overlookName: (name) => {
      world.blindNames.add(name)
    },
    setScopes: (scopes) => {
      world.scopes.clear()
      for (const scope of scopes) world.scopes.add(scope)
    },
    scopes: () => [...world.scopes],
    holdEvents: () => holdEvents(world),
    repeat: (pick) => repeatEvent(world, pick),
    unknown: world.unknown,
    sentEvents: () => world.sentEvents,
    until: (check, within = 5_000) => waitFor(world, check, within),
    onChange: world.onChange,
  }
}

/** Looks at `check` now and after every change, until it holds or `within` line milliseconds are over. */
function waitFor(world: World, check: () => boolean, within: number): Promise<boolean> {
  if (check()) return Promise.resolve(true)
  return new Promise((resolve) => {
    const settle = (held: boolean) => {
      forget()
      late()
      resolve(held)
    }
    const forget = world.onChange(() => {
      if (check()) settle(true)
    })
    const late = world.after(within, () => settle(false))
  })
}
