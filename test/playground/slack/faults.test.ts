import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createRawApp, freshTrigger, newest } from './raw-app.ts'
import { createClient, createPlayground, refusals } from './setup.ts'

describe('a fault', () => {
  const say = (text: string, { client, town }: Awaited<ReturnType<typeof createPlayground>>) =>
    client.chat.postMessage({ channel: town, text })

  test.each([
    [{ status: 500 } as const, false],
    [{ error: 'fatal_error' } as const, false],
    ['gone' as const, false],
    ['gone-after' as const, true],
  ])('%j reaches the client, and the effect took place: %s', async (fault, happened) => {
    const desk = await createPlayground()
    desk.slack.faults.next('chat.postMessage', fault)
    await expect(say('one', desk)).rejects.toThrow()
    expect(desk.slack.person(desk.ada).messages(desk.town)).toHaveLength(happened ? 1 : 0)
    await say('two', desk)
  })

  test.each([
    ['timeout-before' as const, 0],
    ['timeout-after' as const, 1],
  ])('%s holds the connection until the client gives up', async (fault, effects) => {
    const { slack, ada, town } = await createPlayground()
    slack.faults.next('chat.postMessage', fault)
    const hurried = createClient(slack, slack.botToken, 50)
    await expect(hurried.chat.postMessage({ channel: town, text: 'one' })).rejects.toThrow(/timeout|aborted/i)
    expect(slack.person(ada).messages(town)).toHaveLength(effects)
  })

  test('comes as often as asked, at any method where it says so, and can be called off', async () => {
    const { slack, client } = await createPlayground()
    slack.faults.next('*', { error: 'fatal_error' }, 2)
    expect(await refusals(client.auth.test())).toEqual(['fatal_error'])
    expect(await refusals(client.users.list({}))).toEqual(['fatal_error'])
    expect(await client.auth.test()).toMatchObject({ ok: true })
    slack.faults.next((method) => method !== 'auth.test', { error: 'fatal_error' })
    expect(await client.auth.test()).toMatchObject({ ok: true })
    expect(await refusals(client.users.list({}))).toEqual(['fatal_error'])
    slack.faults.next('auth.test', { error: 'fatal_error' })
    slack.faults.clear()
    expect(await client.auth.test()).toMatchObject({ ok: true })
  })

  test('makes an answer wait as long as the operator wants', async () => {
    const { slack, client } = await createPlayground()
    const [reached, free] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const pause = () => {
      reached.resolve()
      return free.promise
    }
    slack.faults.next('auth.test', { pause })
    const asked = client.auth.test()
    await reached.promise
    expect(slack.calls()).toEqual([])
    free.resolve()
    expect(await asked).toMatchObject({ ok: true })
  })

  test('lasts until it is called off, where that was asked', async () => {
    const { slack, client } = await createPlayground()
    const fault = slack.faults.next('auth.test', { error: 'fatal_error' }, Number.POSITIVE_INFINITY)
    for (let turn = 0; turn < 3; turn++) expect(await refusals(client.auth.test())).toEqual(['fatal_error'])
    expect(fault.left()).toBe(Number.POSITIVE_INFINITY)
    fault.off()
    expect(fault.left()).toBe(0)
    expect(await client.auth.test()).toMatchObject({ ok: true })
  })

  test('keeps a response_url from answering', async () => {
    const desk = await createRawApp()
    await freshTrigger(desk)
    const { response_url: url } = newest(desk, 'command', z.looseObject({ response_url: z.string() }))
    desk.slack.faults.next('response_url', { status: 503 })
    const post = () => fetch(url, { method: 'POST', body: JSON.stringify({ text: 'hello' }) })
    expect((await post()).status).toBe(503)
    expect((await post()).status).toBe(200)
    expect(
      desk.slack
        .person(desk.ada)
        .messages(desk.town)
        .map((message) => message.text),
    ).toEqual(['hello'])
  })
})

describe('a hook', () => {
  test('is called before and after each effect, and the request waits for it', async () => {
    const { slack, client, ada, town } = await createPlayground()
    const steps: unknown[] = []
    const away = slack.onRequest(async ({ method, phase }) => {
      await new Promise((resolve) => setImmediate(resolve))
      steps.push([method, phase, slack.person(ada).messages(town).length])
      return undefined
    })
    await client.chat.postMessage({ channel: town, text: 'one' })
    expect(steps).toEqual([
      ['chat.postMessage', 'before', 0],
      ['chat.postMessage', 'after', 1],
    ])
    away()
    await client.chat.postMessage({ channel: town, text: 'two' })
    expect(steps).toHaveLength(2)
  })

  test.each([
    ['before' as const, 0],
    ['after' as const, 1],
  ])('drops a request %s its effect', async (phase, effects) => {
    const { slack, client, ada, town } = await createPlayground()
    slack.onRequest((step) => (step.phase === phase ? 'drop' : undefined))
    await expect(client.chat.postMessage({ channel: town, text: 'one' })).rejects.toThrow(/^(?!.*(timeout|aborted))/i)
    expect(slack.person(ada).messages(town)).toHaveLength(effects)
  })
})
