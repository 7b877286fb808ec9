import type { Fields } from '../model.ts'

/** What the app answered to a command or an interaction. `body` is what the acknowledgement carried, if anything. */
export type Ack = { answered: true; body: unknown } | { answered: false; why: 'timeout' | 'failed' }

/** Line milliseconds within which an app must acknowledge (docs.slack.dev/interactivity/handling-user-interaction). */
export const acknowledgeWithin = 3_000

/** One try to hand an event over; retries begin with 1. */
export type Retry = { num: number; reason: string }

/** What came of one try to hand an event over. */
export type Handed = { ok: true } | { ok: false; reason: string; noMore?: boolean }

type AskKind = 'slash_commands' | 'interactive'

/** The way from Slack to the app: signed HTTP or Socket Mode. */
export type Deliverer = {
  /** Hands an event over once; the caller repeats it. */
  event(envelope: Fields, retry?: Retry): Promise<Handed>
  /** Hands a command or an interaction over, once and never again, and waits for the acknowledgement. */
  ask(kind: AskKind, payload: Fields): Promise<Ack>
  stop(): Promise<void>
}
