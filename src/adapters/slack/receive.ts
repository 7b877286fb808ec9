import { App, type Receiver, type ReceiverEvent } from '@slack/bolt'
import type { Clock } from '../../kernel/time.ts'
import { clientOptions, silent } from './client.ts'
import type { Acknowledgement, Door } from './door.ts'
import { type Envelope, readEnvelope } from './envelope.ts'
import type { Inbox, Log } from './ports.ts'

export type ReceivePorts = Readonly<{
  door: Pick<Door, 'handle' | 'heard'>
  inbox: Pick<Inbox, 'keep'>
  clock: Clock
  log: Log
  token: string
  apiUrl: string
}>

type Keep = (event: ReceiverEvent) => Promise<boolean>

/**
 * Bolt's app, which acknowledges events before any listener runs, with the storing put before it: what cannot be stored
 * throws here, so that the receiver answers 500 or nothing at all, and Slack sends an event again.
 */
class KeepingApp extends App {
  readonly #keep: Keep
  constructor(receiver: Receiver, ports: ReceivePorts, keep: Keep) {
    super({
      receiver,
      authorize: async () => ({ botToken: ports.token }),
      clientOptions: clientOptions(ports),
      logger: silent,
      ignoreSelf: false,
      convoStore: false,
    })
    this.#keep = keep
  }
  override async processEvent(event: ReceiverEvent): Promise<void> {
    if (await this.#keep(event)) await super.processEvent(event)
  }
}

/** Binds a receiver of either mode: each delivery is kept first, then goes through Bolt to the one listener of its kind. */
export const createReception = (receiver: Receiver, ports: ReceivePorts): App => {
  const { door, inbox, clock, log } = ports
  const kept = new WeakMap<object, Envelope>()

  const keep: Keep = async (event) => {
    const envelope = readEnvelope(event.body, clock.line())
    if (!door.heard(envelope) || (await inbox.keep(envelope)) === 'repeat') {
      await event.ack()
      return false
    }
    kept.set(event.body, envelope)
    if (envelope.kind !== 'unknown') return true
    await event.ack()
    await door.handle(envelope)
    return false
  }

  const decide = async (body: object): Promise<Acknowledgement> => {
    const envelope = kept.get(body)
    if (!envelope) throw new Error('a delivery reached its listener without having been kept')
    return door.handle(envelope)
  }

  /** An acknowledgement that comes too late throws in Bolt; the decision stands, and the same form finds it decided. */
  const inTime = async (acknowledge: () => Promise<void>): Promise<void> => {
    try {
      await acknowledge()
    } catch (error) {
      log('warn', 'slack.acknowledged-late', { error: error instanceof Error ? error.name : 'unknown' })
    }
  }

  const app = new KeepingApp(receiver, ports, keep)
  app.command(/.*/, async ({ ack, body }) => {
    await inTime(() => ack())
    await decide(body)
  })
  app.action(/.*/, async ({ ack, body }) => {
    await inTime(() => ack())
    await decide(body)
  })
  app.view(/.*/, async ({ ack, body }) => {
    const errors = await decide(body)
    await inTime(() => (errors ? ack({ response_action: 'errors', errors: { ...errors } }) : ack()))
  })
  app.event(/.*/, async ({ body }) => {
    await decide(body)
  })
  return app
}
