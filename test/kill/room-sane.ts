import type { World } from '../setup/world.ts'
import { summary } from '../walks/deeds.ts'

/** What has to hold of a room's world however it came about: nobody else sees a room, no log has the words. */
export const sane = (world: World) => ({
  leaks: [...world.olga.channels(), ...world.gus.channels()].filter((it) => it.name.startsWith('inc-')).length,
  logged: world.logs().includes(summary),
  unknown: world.slack.unknown,
  broken: world.slack.broken.map(String),
})
export const saneWhole = { leaks: 0, logged: false, unknown: [], broken: [] }
