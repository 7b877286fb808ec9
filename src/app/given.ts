import type { Log } from '../adapters/log/log.ts'
import type { Store } from '../adapters/store/store.ts'
import type { Config } from '../config.ts'
import type { Clock, Tick } from '../kernel/time.ts'

/** What a process gives to its Cordon. */
export type Outside = Readonly<{ clock: Clock; tick: Tick; log: Log; pid: number }>

/** The settings that Cordon is put together with. */
export type Composed = Pick<Config, 'team' | 'slack' | 'smtp' | 'witness' | 'bounce' | 'dkim' | 'google'>

/** What Cordon is put together over. */
export type Given = Readonly<{
  store: Store
  clock: Clock
  log: Log
  /** Whether this server may claim acts now. */
  sound(): boolean
}>
