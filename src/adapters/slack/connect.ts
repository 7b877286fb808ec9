import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Job } from '../../kernel/module.ts'
import type { Clock } from '../../kernel/time.ts'
import type { Slack } from './client.ts'
import type { Door } from './door.ts'
import { createHttpIntake } from './http.ts'
import { createIdentity, type Identity } from './identity.ts'
import type { Inbox, Log } from './ports.ts'
import { createReception } from './receive.ts'
import type { Feature } from './scopes.ts'
import { createSocketIntake } from './socket.ts'

export type ConnectSettings = Readonly<{
  token: string
  apiUrl: string
  mode: Readonly<{ appToken: string }> | Readonly<{ signingSecret: string }>
}>

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

type Intake = Readonly<{
  handler: Handler | null
  start(): void
  stop(): Promise<void>
  why(): readonly string[]
}>

export type Connection = Readonly<{
  /** For POST /slack/events on the one web server; null in Socket Mode. */
  handler: Handler | null
  /** Learns who Cordon is, begins to take in; throws SlackRefused when the token is no good. */
  start(door: Pick<Door, 'handle' | 'heard' | 'resume' | 'idle'>): Promise<void>
  /** Takes nothing more in, and lets what is being decided end within `grace` ms of line time. */
  stop(grace: number): Promise<void>
  ready(): Readonly<{ ok: boolean; why: readonly string[] }>
  identity(): Identity | null
  jobs: readonly Job[]
}>

/** The standing connection to Slack, in either mode. */
export const createConnection = (
  it: ConnectSettings &
    Readonly<{ slack: Slack; inbox: Pick<Inbox, 'keep'>; features: readonly Feature[]; clock: Clock; log: Log }>,
): Connection => {
  const identity = createIdentity({ slack: it.slack, wanted: it.features, log: it.log })
  let door: Parameters<Connection['start']>[0] | null = null
  const theDoor = () => {
    if (!door) throw new Error('Slack delivered before the door was open')
    return door
  }
  const reception = {
    ...it,
    door: {
      handle: (envelope: Parameters<Door['handle']>[0]) => theDoor().handle(envelope),
      heard: (envelope: Parameters<Door['heard']>[0]) => theDoor().heard(envelope),
    },
  }

  const intake = (): Intake => {
    if ('appToken' in it.mode) {
      const socket = createSocketIntake({ ...it, appToken: it.mode.appToken })
      createReception(socket.receiver, reception)
      const why = () => (socket.alive() ? [] : [`slack: no Socket Mode connection (${socket.why()})`])
      return { handler: null, start: socket.start, stop: socket.stop, why }
    }
    const http = createHttpIntake({ ...it, signingSecret: it.mode.signingSecret })
    createReception(http.receiver, reception)
    return { handler: http.handler, start: http.open, stop: async () => http.close(), why: () => [] }
  }
  const { handler, ...taking } = intake()

  return {
    handler,
    start: async (opened) => {
      door = opened
      await identity.start()
      taking.start()
      void opened.resume().catch(() => it.log('error', 'door.not-resumed', {}))
    },
    stop: async (grace) => {
      identity.stop()
      await taking.stop()
      if (door) await Promise.race([door.idle(), it.clock.pause(grace)])
    },
    ready: () => {
      const why = [...identity.why(), ...taking.why()]
      return { ok: why.length === 0, why }
    },
    identity: identity.known,
    jobs: [{ name: 'slack.identity', beat: async () => void (await identity.ask()) }],
  }
}
