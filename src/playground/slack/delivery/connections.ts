import type { WebSocket } from 'ws'
import { z } from 'zod'
import { jsonOf } from '../fields.ts'
import type { Fields } from '../model.ts'
import type { World } from '../world.ts'
import { acknowledgeWithin } from './deliverer.ts'

/** Connections an app may hold at once (docs.slack.dev/apis/events-api/using-socket-mode). */
const mostConnections = 10

const acknowledgement = z.object({ envelope_id: z.string(), payload: z.unknown().optional() })
const debugInfo = { host: 'playground', build_number: 1, approximate_connection_time: 18060 }

type Answer = { body: unknown } | undefined
type Waiting = { socket: WebSocket; settle: (answer: Answer) => void }

/** The connections of an app in Socket Mode. */
export type Connections = {
  /** Greets a new connection, or sends the eleventh away. */
  welcome(socket: WebSocket): void
  /** Sends an envelope over one connection, whichever, and waits for its acknowledgement; undefined without one. */
  deliver(envelope: Fields): Promise<Answer>
  /** Asks every connection to be made anew. */
  refresh(): void
  /** Breaks every connection without a word. */
  cut(): void
  count(): number
}

/** No connections yet. The world is asked for when it is needed: it delivers through these connections itself. */
export function createConnections(worldOf: () => World): Connections {
  const open: WebSocket[] = []
  const waiting = new Map<string, Waiting>()
  return {
    welcome: (socket) => {
      socket.on('error', () => socket.terminate())
      if (open.length >= mostConnections) return sendAway(socket)
      open.push(socket)
      socket.on('message', (data) => settleBy(waiting, String(data)))
      socket.on('close', () => {
        open.splice(open.indexOf(socket), 1)
        for (const one of [...waiting.values()]) if (one.socket === socket) one.settle(undefined)
        worldOf().changed()
      })
      greet(socket, { num_connections: open.length, connection_info: { app_id: worldOf().app.id } })
      worldOf().changed()
    },
    deliver: (envelope) => {
      const world = worldOf()
      const socket = open[world.ids.below(open.length)]
      return socket ? exchange(world, waiting, { socket, envelope }) : Promise.resolve(undefined)
    },
    refresh: () => {
      for (const socket of open)
        tell(socket, { type: 'disconnect', reason: 'refresh_requested', debug_info: debugInfo })
    },
    cut: () => {
      for (const socket of [...open]) socket.terminate()
    },
    count: () => open.length,
  }
}

function tell(socket: WebSocket, message: Fields): void {
  socket.send(JSON.stringify(message))
}

function greet(socket: WebSocket, about: Fields): void {
  tell(socket, { type: 'hello', ...about, debug_info: debugInfo })
}

function sendAway(socket: WebSocket): void {
  tell(socket, { type: 'disconnect', reason: 'too_many_websockets', debug_info: debugInfo })
  socket.close()
}

/** Sends one envelope and waits until it is acknowledged, its time is over, or the connection is gone. */
function exchange(
  world: World,
  waiting: Map<string, Waiting>,
  { socket, envelope }: { socket: WebSocket; envelope: Fields },
): Promise<Answer> {
  const id = world.ids.word()
  return new Promise((resolve) => {
    const settle = (answer: Answer) => {
      waiting.delete(id)
      late()
      resolve(answer)
    }
    const late = world.after(acknowledgeWithin, () => settle(undefined))
    waiting.set(id, { socket, settle })
    tell(socket, { envelope_id: id, ...envelope })
  })
}

function settleBy(waiting: ReadonlyMap<string, Waiting>, data: string): void {
  const parsed = acknowledgement.safeParse(jsonOf(data))
  if (parsed.success) waiting.get(parsed.data.envelope_id)?.settle({ body: parsed.data.payload })
}
