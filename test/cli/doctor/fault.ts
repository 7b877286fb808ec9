import type { Finding } from '../../../src/cli/doctor/finding.ts'
import type { Clinic } from './clinic.ts'

export type Ward = 'passes' | 'warns' | 'fails' | 'gone'

/** What is done to the world, and what the doctor then says otherwise than of a healthy one. */
export type Fault = Readonly<{
  fault: string
  /** Breaks something; returns what the settings are then, where they change. */
  does(it: Clinic): Changes | Promise<Changes>
  /** Each check that is answered otherwise, with its new state. */
  changes: Readonly<Record<string, Ward>>
  /** The check whose remedy is shown, and what it must say to whom. */
  shown: string
  remedy: RegExp
  who: Finding['who']
}>
export type Changes = Readonly<{
  env?: Readonly<Record<string, string | undefined>>
  team?: Readonly<Record<string, unknown>>
  /** Milliseconds that our clock is ahead. */
  ahead?: number
  envMode?: number
}>

/** What is done to the world alone, the settings staying as they are. */
export const done = (_done: unknown): Changes => ({})

/** What is not looked at when Slack refuses the bot. */
export const unseen = (it: readonly string[]): Readonly<Record<string, Ward>> =>
  Object.fromEntries(it.map((check) => [check, 'gone']))
