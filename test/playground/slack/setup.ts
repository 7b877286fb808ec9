import { LogLevel } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import { expect, onTestFinished } from 'vitest'
import { z } from 'zod'
import type { SlackSettings } from '../../../src/playground/slack/settings.ts'
import { createSlackWorkspace } from '../../../src/playground/slack/workspace.ts'

/** Noon UTC of the day the tests play on. */
export const noon = Date.UTC(2026, 0, 18, 12)

/** A clock that stands until it is moved; milliseconds UTC. */
function createStandingClock(start = noon) {
  let at = start
  return {
    now: () => at,
    move: (ms: number) => {
      at += ms
    },
  }
}

/** Line time and timers that stand until they are moved. `asked` lists every span a timer was set for. */
export function createStandingLine(start = noon) {
  let at = start
  let waiting: { due: number; run: () => void }[] = []
  const asked: number[] = []
  return {
    asked,
    line: () => at,
    after: (ms: number, run: () => void) => {
      const timer = { due: at + ms, run }
      asked.push(ms)
      waiting.push(timer)
      return () => {
        waiting = waiting.filter((one) => one !== timer)
      }
    },
    /** Lets time go by and runs what is due. */
    pass: (ms: number) => {
      at += ms
      const due = waiting.filter((one) => one.due <= at)
      waiting = waiting.filter((one) => one.due > at)
      for (const timer of due) timer.run()
    },
    waiting: () => waiting.length,
  }
}

/** A workspace with three people, a private channel and a public one, both with the bot inside; stopped after the test. */
export async function createPlayground(settings: Partial<SlackSettings> = {}) {
  const clock = createStandingClock()
  const slack = await createSlackWorkspace({ now: clock.now, delivery: { mode: 'socket' }, ...settings })
  onTestFinished(async () => {
    await slack.stop()
    expect(slack.unknown).toEqual([])
    expect(slack.broken).toEqual([])
  })
  const ada = slack.addPerson({ name: 'Ada Byron', handle: 'ada', kind: 'member', email: 'ada@example.org' })
  const bob = slack.addPerson({ name: 'Bob Stone', handle: 'bob', kind: 'member' })
  const guest = slack.addPerson({ name: 'Gus Visitor', handle: 'gus', kind: 'guest' })
  const room = slack.addChannel({ name: 'room', private: true, members: [ada], botIsMember: true })
  const town = slack.addChannel({ name: 'town', members: [ada, bob], botIsMember: true })
  return { slack, clock, client: createClient(slack, slack.botToken), ada, bob, guest, room, town }
}

export type Playground = Awaited<ReturnType<typeof createPlayground>>

/** The official client, without repetitions of its own. */
export function createClient(slack: { apiUrl: string }, token: string, timeout = 2_000): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout,
    logLevel: LogLevel.ERROR,
  })
}

const platformError = z.object({ data: z.looseObject({ error: z.string() }) })

/** What Slack answered to a call that the official client rejects. */
export async function refusal(call: Promise<unknown>): Promise<{ error: string } & Record<string, unknown>> {
  try {
    await call
  } catch (error) {
    return platformError.parse(error).data
  }
  throw new Error('Slack should have refused this call')
}

/** Refusals in the order of the calls. */
export async function refusals(...calls: Promise<unknown>[]): Promise<string[]> {
  const answers = await Promise.all(calls.map(refusal))
  return answers.map((answer) => answer.error)
}

/** The inner events handed over so far, of one type. */
export function eventsOf(slack: Playground['slack'], type: string): Record<string, unknown>[] {
  return slack
    .sentEvents()
    .map((envelope) => z.record(z.string(), z.unknown()).parse(envelope.event))
    .filter((event) => event.type === type)
}

/** Waits for something that happens on the wire, turn by turn of the event loop. */
export async function arrival(check: () => boolean): Promise<void> {
  for (let turn = 0; turn < 50_000 && !check(); turn += 1) await new Promise((resolve) => setImmediate(resolve))
  expect(check()).toBe(true)
}
