import { SocketModeReceiver } from '@slack/bolt'
import { type Clock, second } from '../../kernel/time.ts'
import { clientOptions, silent } from './client.ts'
import type { Log } from './ports.ts'
import { troubleOf } from './trouble.ts'

export type SocketIntake = Readonly<{
  receiver: SocketModeReceiver
  /** Begins to connect, and goes on until stopped. */
  start(): void
  stop(): Promise<void>
  /** Whether a connection stands at this moment. */
  alive(): boolean
  /** Why there is none: a code. */
  why(): string
}>

/** How long to wait before connection attempt number `failures` + 1: none at first, then doubling up to 30 s. */
export const backOff = (failures: number): number =>
  failures === 0 ? 0 : Math.min(second * 2 ** (failures - 1), 30 * second)

const opening = 15 * second
const closing = 2 * second
/** A connection that ends sooner counts as a failure, or a broken far end would be asked without a pause. */
const steady = 10 * second

/**
 * Slack over Socket Mode. Connections end every few hours and are renewed here, not by the client: its own renewal waits
 * five seconds each time, and ends the process by an unhandled rejection when Slack cannot be reached.
 */
export const createSocketIntake = (
  it: Readonly<{ appToken: string; apiUrl: string; clock: Clock; log: Log }>,
): SocketIntake => {
  const { clock, log } = it
  const receiver = new SocketModeReceiver({
    appToken: it.appToken,
    autoReconnectEnabled: false,
    logger: silent,
    installerOptions: { clientOptions: clientOptions(it) },
  })
  const { client } = receiver
  const stopping = new AbortController()
  let running: Promise<void> = Promise.resolve()
  let connected = false
  let why = 'not-started'
  const alive = () => connected && (client.websocket?.isActive() ?? false)

  const connect = async (): Promise<boolean> => {
    const late = new AbortController()
    try {
      await Promise.race([
        client.start(),
        clock.pause(opening, late.signal).then(() => Promise.reject(new Error('no hello in time'))),
      ])
      connected = true
      return true
    } catch (error) {
      why = troubleOf(error, clock.line()).code
      client.websocket?.disconnect()
      return false
    } finally {
      late.abort()
    }
  }

  /** Waits until the connection is over; one whose far end fell silent is cut rather than waited for. */
  const connectionEnds = async () => {
    const over = new AbortController()
    client.once('disconnected', () => over.abort())
    const signal = AbortSignal.any([over.signal, stopping.signal])
    while (!signal.aborted) {
      await clock.pause(second, signal)
      if (!over.signal.aborted && !alive()) client.websocket?.disconnect()
    }
    connected = false
    why = 'disconnected'
  }

  const run = async () => {
    for (let failures = 0; !stopping.signal.aborted; ) {
      await clock.pause(backOff(failures), stopping.signal)
      if (stopping.signal.aborted) return
      if (!(await connect())) {
        failures++
        log('warn', 'slack.not-connected', { why, failures })
        continue
      }
      log('info', 'slack.connected', {})
      const since = clock.span()
      await connectionEnds()
      failures = clock.span() - since < steady ? failures + 1 : 0
      log('info', 'slack.disconnected', {})
    }
  }

  return {
    receiver,
    start: () => {
      running = run()
    },
    stop: async () => {
      stopping.abort()
      connected = false
      await Promise.race([Promise.all([client.disconnect(), running]), clock.pause(closing)])
    },
    alive,
    why: () => why,
  }
}
