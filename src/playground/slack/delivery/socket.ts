import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import { jsonOf } from '../fields.ts'
import type { Fields } from '../model.ts'
import type { World } from '../world.ts'
import { acknowledgeWithin, type Deliverer } from './deliverer.ts'

/** Connections an app may hold at once (docs.slack.dev/apis/events-api/using-socket-mode). */
export const mostConnections = 10

const acknowledgement = z.object({ envelope_id: z.string(), payload: z.unknown().optional() })

type Waiting = { socket: WebSocket; settle: (answer: { body: unknown } | undefined) => void }

/** Socket Mode: tickets for connections, delivery over one of them, refreshing. */
export type SocketDoor = Deliverer & {
  /** A new address to connect to. */
  ticket(): string
  /** Takes the upgrade of a connection whose ticket is good. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Asks every connection to be made anew, as Slack does every few hours. */
  refresh(): void
  /** Breaks every connection without a word. */
  cut(): void
  connections(): number
}

/** Opens the door; the world is handed in once it exists, since it delivers through the door itself. */
export function createSocketDoor(worldOf: () => World): SocketDoor {
  const server = new WebSocketServer({ noServer: true })
  const tickets = new Set<string>()
  const open: WebSocket[] = []
  const waiting = new Map<string, Waiting>()

  const welcome = (socket: WebSocket): void => {
    if (open.length >= mostConnections) {
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets', debug_info: debugInfo }))
      socket.close()
      return
    }
    open.push(socket)
    socket.on('error', () => socket.terminate())
    socket.on('message', (data) => settleBy(waiting, String(data)))
    socket.on('close', () => {
      open.splice(open.indexOf(socket), 1)
      for (const one of [...waiting.values()]) if (one.socket === socket) one.settle(undefined)
      worldOf().changed()
    })
    const hello = {
      type: 'hello',
      num_connections: open.length,
      connection_info: { app_id: worldOf().app.id },
      debug_info: debugInfo,
    }
    socket.send(JSON.stringify(hello))
    worldOf().changed()
  }

  const deliver = (envelope: Fields): Promise<{ body: unknown } | undefined> => {
    const world = worldOf()
    const socket = open[world.ids.below(open.length)]
    const id = world.ids.word()
    if (!socket) return Promise.resolve(undefined)
    return new Promise((resolve) => {
      const settle = (answer: { body: unknown } | undefined) => {
        waiting.delete(id)
        late()
        resolve(answer)
      }
      const late = world.after(acknowledgeWithin, () => settle(undefined))
      waiting.set(id, { socket, settle })
      socket.send(JSON.stringify({ envelope_id: id, ...envelope }))
    })
  }

  return {
    ticket: () => {
      const ticket = worldOf().ids.word()
      tickets.add(ticket)
      return `${worldOf().baseUrl.replace('http:', 'ws:')}/link/?ticket=${ticket}&app_id=${worldOf().app.id}`
    },
    upgrade: (request, socket, head) => {
      socket.on('error', () => socket.destroy())
      const ticket = new URL(request.url ?? '/', 'http://127.0.0.1').searchParams.get('ticket') ?? ''
      if (!tickets.delete(ticket)) {
        socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n')
        return
      }
      server.handleUpgrade(request, socket, head, welcome)
    },
    event: async (payload, retry) => {
      const attempt = { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' }
      const answer = await deliver({ type: 'events_api', payload, accepts_response_payload: false, ...attempt })
      return answer ? { ok: true } : { ok: false, reason: 'timeout' }
    },
    ask: async (kind, payload) => {
      const connected = open.length > 0
      const answer = await deliver({ type: kind, payload, accepts_response_payload: true })
      return answer ? { answered: true, body: answer.body } : { answered: false, why: connected ? 'timeout' : 'failed' }
    },
    refresh: () => {
      for (const socket of open)
        socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested', debug_info: debugInfo }))
    },
    cut: () => {
      for (const socket of [...open]) socket.terminate()
    },
    connections: () => open.length,
    stop: async () => {
      for (const socket of [...open]) socket.terminate()
      server.close()
    },
  }
}

const debugInfo = { host: 'playground', build_number: 1, approximate_connection_time: 18060 }

function settleBy(waiting: ReadonlyMap<string, Waiting>, data: string): void {
  const parsed = acknowledgement.safeParse(jsonOf(data))
  if (parsed.success) waiting.get(parsed.data.envelope_id)?.settle({ body: parsed.data.payload })
}
