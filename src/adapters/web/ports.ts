import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from '../../kernel/time.ts'

/** Whether Cordon can do its work now; `why` says in plain words what keeps it from it, and holds nothing secret. */
export type Readiness = Readonly<{ ok: boolean; why: readonly string[] }>

/**
 * A handler that reads the request and writes the answer itself. Bodies that state a length above the limit never reach
 * it; one that comes in chunks without a length it must cut off itself.
 */
export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void

export type WebPorts = Readonly<{
  clock: Pick<Clock, 'after'>
  ready(): Promise<Readiness> | Readiness
  /** Answers POST /slack/events, where Slack calls by HTTP. */
  slackEvents?: NodeHandler
  log(level: 'error', what: string, about: Readonly<Record<string, string>>): void
}>

/** Milliseconds of line time, bytes, and counts. */
export type WebLimits = Readonly<{
  /** Until all header fields have come, and until the whole request has. */
  headers: number
  request: number
  /** How long a connection may be silent in the middle of something, or between two requests. */
  silence: number
  keepAlive: number
  connections: number
  /** Largest body of a call by Slack, and of any other request. */
  slackBytes: number
  bytes: number
}>

/**
 * Slack waits 3 s for an answer, so whoever needs longer than 10 s to ask is not Slack. Its largest known payload is a view
 * of 250 kB; Bolt itself stops at 4 MB.
 */
export const usualLimits: WebLimits = {
  headers: 5_000,
  request: 10_000,
  silence: 30_000,
  keepAlive: 5_000,
  connections: 1_000,
  slackBytes: 1_048_576,
  bytes: 65_536,
}
