import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { submissionHost } from '../../../src/adapters/mail/submission-host.ts'
import { createSubmit } from '../../../src/adapters/mail/submit.ts'
import { isRefusal } from '../../../src/kernel/refusal.ts'
import type { Step } from '../../../src/playground/mail/faults.ts'
import type { MailWorld } from '../../../src/playground/mail/world.ts'
import {
  listAddress,
  listId,
  mail,
  sender,
  startDistrustedWorld,
  startWorld,
  witness,
} from '../../playground/mail/world-for-tests.ts'

let world: MailWorld

beforeEach(async () => {
  world = await startWorld()
  world.addList({ address: listAddress, listId, members: [witness], posters: [sender] })
})
afterEach(async () => {
  await world.stop()
})

/** A clock whose timers run out only when a test says so. */
const createTestClock = () => {
  const timers = new Set<Readonly<{ ms: number; call: () => void }>>()
  return {
    waits: () => [...timers].map((one) => one.ms),
    runOut: () => {
      for (const one of [...timers]) {
        timers.delete(one)
        one.call()
      }
    },
    line: () => 5_000,
    after: (ms: number, call: () => void) => {
      const timer = { ms, call }
      timers.add(timer)
      return () => timers.delete(timer)
    },
  }
}

const hostAt = (url: string) => {
  const host = submissionHost(url)
  if (isRefusal(host)) throw new Error(host.rule)
  return host
}

const send = (
  url = world.smtpUrl(sender),
  options: { clock?: ReturnType<typeof createTestClock>; signal?: AbortSignal; to?: string } = {},
) =>
  createSubmit({ host: hostAt(url), clock: options.clock ?? createTestClock() })(
    { from: sender, to: options.to ?? listAddress, bytes: mail({ id: '<a@x>' }) },
    { attempt: 1, signal: options.signal ?? new AbortController().signal },
  )
const arrived = async () => (await world.mailbox(witness).messages()).length

describe('handing a mail to the submission host', () => {
  it.each(['implicit', 'starttls'] as const)('is done with the code of the host’s answer (%s TLS)', async (tls) => {
    const clock = createTestClock()
    expect(await send(world.smtpUrl(sender, tls), { clock })).toEqual({ done: { accepted: 250 } })
    expect(await arrived()).toBe(1)
    expect(clock.waits()).toEqual([])
  })

  it('leaves the bytes as they are', async () => {
    await send(world.smtpUrl(sender), { to: witness })
    expect((await world.mailbox(witness).messages())[0]?.raw).toEqual(mail({ id: '<a@x>' }))
  })

  it.each<Step>(['connect', 'auth', 'mail', 'rcpt'])('may be tried again when the line is cut at %s', async (step) => {
    world.faults.add({ step, trouble: 'cut' })
    expect(await send()).toEqual({ failed: 'connection' })
    expect(await arrived()).toBe(0)
  })

  it.each<[Step, number]>([
    ['dot', 0],
    ['accepted', 1],
  ])('is ambiguous when the line is cut at %s, whether or not the mail was given out', async (step, copies) => {
    world.faults.add({ step, trouble: 'cut' })
    expect(await send()).toEqual({ ambiguous: 'answer-lost' })
    expect(await arrived()).toBe(copies)
  })

  it('tries again later when told so before and after the text', async () => {
    for (const step of ['connect', 'mail', 'rcpt', 'dot'] as const) {
      world.faults.add({ step, trouble: { code: 451, text: '4.3.0 Later' } })
      expect(await send()).toEqual({ retryAt: 65_000, reason: 'smtp-451' })
    }
    expect(await arrived()).toBe(0)
  })

  it('fails for good at an unknown recipient, and pauses at a wrong password or a 5xx elsewhere', async () => {
    expect(await send(world.smtpUrl(sender), { to: 'nobody@x.example' })).toEqual({
      failed: 'smtp-550',
      permanent: true,
    })
    const wrong = world.smtpUrl(sender).replace(/:[^:@]+@/, ':wrong@')
    expect(await send(wrong)).toEqual({ held: 'submission-paused' })
    for (const step of ['mail', 'dot'] as const) {
      world.faults.add({ step, trouble: { code: 554, text: '5.6.0 No' } })
      expect(await send()).toEqual({ held: 'submission-paused' })
    }
    world.faults.add({ step: 'rcpt', trouble: { code: 550, text: '5.4.5 Daily user sending limit exceeded' } })
    expect(await send()).toEqual({ held: 'submission-paused' })
    expect(await arrived()).toBe(0)
  })

  it('refuses an address that could name two, before it connects', async () => {
    expect(await send('smtps://127.0.0.1:1', { to: 'a@b.example,c@d.example' })).toEqual({
      failed: 'envelope',
      permanent: true,
    })
    expect(await send('smtps://127.0.0.1:1', { to: 'a@b.example>\r\nDATA' })).toEqual({
      failed: 'envelope',
      permanent: true,
    })
  })

  it('waits ten seconds for everything before the final dot, and five minutes for the answer to it', async () => {
    const clock = createTestClock()
    world.faults.add({ step: 'rcpt', trouble: 'stall' })
    const early = send(world.smtpUrl(sender), { clock })
    await world.faults.stalled('rcpt')
    expect(clock.waits()).toEqual([10_000])
    clock.runOut()
    expect(await early).toEqual({ failed: 'connection' })
    world.faults.release()

    world.faults.add({ step: 'dot', trouble: 'stall' })
    const late = send(world.smtpUrl(sender), { clock })
    await world.faults.stalled('dot')
    for (let minutes = 0; minutes < 5; minutes += 1) {
      expect(clock.waits()).toEqual([60_000])
      clock.runOut()
    }
    expect(await late).toEqual({ ambiguous: 'answer-lost' })
    expect(clock.waits()).toEqual([])
  })

  it('closes the connection at once when told to stop: to be tried again before the dot, ambiguous after it', async () => {
    for (const [step, outcome] of [
      ['auth', { failed: 'connection' }],
      ['dot', { ambiguous: 'answer-lost' }],
    ] as const) {
      const stop = new AbortController()
      world.faults.add({ step, trouble: 'stall' })
      const sending = send(world.smtpUrl(sender), { signal: stop.signal })
      await world.faults.stalled(step)
      stop.abort()
      expect(await sending).toEqual(outcome)
      world.faults.clear()
    }
    expect(await send('smtps://127.0.0.1:1', { signal: AbortSignal.abort() })).toEqual({ failed: 'connection' })
  })

  it('sends neither password nor mail to a host without TLS, or with a certificate nobody vouches for', async () => {
    const heard: string[] = []
    const server = createServer((socket) => {
      socket.write('220 mail.example\r\n')
      socket.on('error', () => {})
      socket.on('data', (bytes) => {
        heard.push(bytes.toString())
        socket.write(bytes.toString().startsWith('EHLO') ? '250-mail.example\r\n250 AUTH PLAIN\r\n' : '502 no\r\n')
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    expect(await send(`smtp://desk%40cordon.example:secret@127.0.0.1:${port}`)).toEqual({ held: 'submission-paused' })
    expect(heard.join('')).not.toMatch(/AUTH|MAIL|c2VjcmV0/)
    await new Promise((resolve) => server.close(resolve))

    const stranger = await startDistrustedWorld()
    const steps: unknown[] = []
    stranger.onRequest((step) => void steps.push(step))
    expect(await send(stranger.smtpUrl(sender), { to: witness })).toEqual({ failed: 'tls' })
    expect(await send(stranger.smtpUrl(sender, 'starttls'), { to: witness })).toEqual({ failed: 'tls' })
    expect(steps).toEqual([])
    await stranger.stop()
  })
})
