import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { World } from '../world.ts'
import { createConnections } from './connections.ts'
import type { Deliverer } from './deliverer.ts'

/** Socket Mode: tickets for connections, and delivery over one of them. */
export type SocketDoor = Deliverer & {
  /** A new address to connect to, good once. */
  ticket(): string
  /** Takes the upgrade of a connection whose ticket is good. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Asks every connection to be made anew, as Slack does every few hours. */
  refresh(): void
  /** Breaks every connection without a word. */
  cut(): void
  connections(): number
}

/** Opens the door; the world is asked for when it is needed, since it delivers through the door itself. */
export function createSocketDoor(worldOf: () => World): SocketDoor {
  const server = new WebSocketServer({ noServer: true })
  const tickets = new Set<string>()
  const connections = createConnections(worldOf)
  return {
    ticket: () => {
      const ticket = worldOf().ids.word()
      tickets.add(ticket)
      return `${worldOf().baseUrl.replace('http:', 'ws:')}/link/?ticket=${ticket}&app_id=${worldOf().app.id}`
    },
    upgrade: (request, socket, head) => {
      socket.on('error', () => socket.destroy())
      const ticket = new URL(request.url ?? '/', 'http://127.0.0.1').searchParams.get('ticket') ?? ''
      if (tickets.delete(ticket)) server.handleUpgrade(request, socket, head, connections.welcome)
      else socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n')
    },
    event: async (payload, retry) => {
      const attempt = { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' }
      const envelope = { type: 'events_api', payload, accepts_response_payload: false, ...attempt }
      return (await connections.deliver(envelope)) ? { ok: true } : { ok: false, reason: 'timeout' }
    },
    ask: async (kind, payload) => {
      const connected = connections.count() > 0
      const answer = await connections.deliver({ type: kind, payload, accepts_response_payload: true })
      return answer ? { answered: true, body: answer.body } : { answered: false, why: connected ? 'timeout' : 'failed' }
    },
    refresh: connections.refresh,
    cut: connections.cut,
    connections: connections.count,
    stop: async () => {
      connections.cut()
      server.close()
    },
  }
}
