import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { type Readiness, usualLimits, type WebLimits, type WebPorts } from '../../../src/adapters/web/ports.ts'
import { createWebServer, type WebServer } from '../../../src/adapters/web/server.ts'

const running: WebServer[] = []
const never = { after: () => () => undefined }
const atOnce = {
  after: (_ms: number, call: () => void) => {
    queueMicrotask(call)
    return () => undefined
  },
}

/** Starts a server on a free port; `said` collects what it logs. */
const start = async (ports: Partial<WebPorts> = {}, limits: Partial<WebLimits> = {}) => {
  const said: string[] = []
  const server = createWebServer(
    0,
    {
      clock: never,
      ready: () => ({ ok: true, why: [] }),
      log: (_level, what, about) => said.push(`${what} ${JSON.stringify(about)}`),
      ...ports,
    },
    { ...usualLimits, ...limits },
  )
  const port = await server.start()
  running.push(server)
  return { server, port, url: `http://127.0.0.1:${port}`, said }
}

/** What a client sees that writes these bytes and then only listens, until the other side ends. */
const talk = async (port: number, bytes: string): Promise<string> => {
  const socket = connect(port, '127.0.0.1')
  let heard = ''
  socket.on('data', (chunk) => {
    heard += String(chunk)
  })
  socket.on('error', () => undefined)
  socket.write(bytes)
  await once(socket, 'close')
  return heard
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  return body
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop(0)))
})

describe('health and readiness', () => {
  test('a running process is healthy, whether ready or not', async () => {
    const { url } = await start({ ready: () => ({ ok: false, why: ['Slack is not connected'] }) })
    const answer = await fetch(`${url}/healthz`)
    expect([answer.status, await answer.json()]).toEqual([200, { ok: true }])
  })

  test('readiness follows what it is told, and says why not', async () => {
    let now: Readiness = { ok: true, why: [] }
    const { url } = await start({ ready: () => now })
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
    now = { ok: false, why: ['Slack is not connected'] }
    const answer = await fetch(`${url}/readyz`)
    expect([answer.status, await answer.json()]).toEqual([503, now])
  })

  test('readiness that cannot be asked is no readiness, and tells no secret', async () => {
    const { url, said } = await start({
      ready: () => {
        throw new Error('postgres://u:secret@db')
      },
    })
    const answer = await fetch(`${url}/readyz`)
    expect(answer.status).toBe(503)
    expect(`${await answer.text()}${said.join()}`).not.toContain('secret')
    expect(said).toHaveLength(1)
  })

  test('other methods and other paths are told so', async () => {
    const { url } = await start()
    const post = await fetch(`${url}/healthz`, { method: 'POST', body: 'x' })
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
    expect((await fetch(`${url}/healthz`, { method: 'HEAD' })).status).toBe(200)
    expect((await fetch(`${url}/slack/events`, { method: 'POST', body: '{}' })).status).toBe(404)
    expect((await fetch(`${url}/../../etc/passwd`)).status).toBe(404)
  })

  test('every answer forbids framing, sniffing, loading and keeping', async () => {
    const { url } = await start()
    for (const path of ['/healthz', '/readyz', '/nothing']) {
      const { headers } = await fetch(url + path)
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('x-powered-by')).toBeNull()
    }
  })
})

describe('calls by Slack', () => {
  const echo: WebPorts['slackEvents'] = async (request, response) => {
    const body = await bodyOf(request)
    response.writeHead(200, { 'x-signed': String(request.headers['x-slack-signature']) }).end(`got ${body}`)
  }

  test('reach their handler with body and header fields untouched', async () => {
    const { url } = await start({ slackEvents: echo })
    const headers = { 'x-slack-signature': 'v0=abc', 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await fetch(`${url}/slack/events`, {
      method: 'POST',
      body: 'text=%E2%80%9Chi%E2%80%9D+%00',
      headers,
    })
    expect([answer.status, answer.headers.get('x-signed')]).toEqual([200, 'v0=abc'])
    expect(await answer.text()).toBe('got text=%E2%80%9Chi%E2%80%9D+%00')
  })

  test('may be answered later than the handler returns', async () => {
    const { url } = await start({
      slackEvents: (request, response) => {
        request.resume().on('end', () => response.end('late'))
      },
    })
    expect(await (await fetch(`${url}/slack/events`, { method: 'POST', body: 'x' })).text()).toBe('late')
  })

  test('are refused when they are no POST, or state a body above the limit', async () => {
    let called = 0
    const { url } = await start({ slackEvents: () => void called++ }, { slackBytes: 10 })
    expect((await fetch(`${url}/slack/events`)).status).toBe(405)
    expect((await fetch(`${url}/slack/events`, { method: 'POST', body: 'x'.repeat(11) })).status).toBe(413)
    expect(called).toBe(0)
  })

  test('end with 500 when the handler fails, and the failure is not shown', async () => {
    const { url, said } = await start({
      slackEvents: async (request) => {
        await bodyOf(request)
        throw new TypeError('xoxb-secret')
      },
    })
    const answer = await fetch(`${url}/slack/events`, { method: 'POST', body: '{}' })
    expect(answer.status).toBe(500)
    expect(`${await answer.text()}${said.join()}`).not.toContain('xoxb')
    expect(said).toEqual(['web.slack-failed {"error":"TypeError"}'])
  })
})

describe('a client that is slow, large or broken', () => {
  test('is cut off while it is still sending its header fields', async () => {
    const { port } = await start({}, { headers: 50, request: 60_000, silence: 60_000 })
    expect(await talk(port, 'GET /healthz HTTP/1.1\r\nHost: a\r\nX: ')).toContain('408')
  })

  test('is cut off while it is still sending its body', async () => {
    const { port } = await start({ slackEvents: (request) => void request.resume() }, { headers: 50, request: 100 })
    const head = 'POST /slack/events HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nx'
    expect(await talk(port, head)).toContain('408')
  })

  test('is cut off when it does nothing at all', async () => {
    const { port } = await start({}, { silence: 50 })
    expect(await talk(port, '')).toBe('')
  })

  test('is refused when its body has no stated end and goes on above the limit', async () => {
    const { url } = await start({}, { bytes: 100 })
    const body = new Blob(['x'.repeat(1000)]).stream()
    const answer = await fetch(`${url}/healthz`, { method: 'POST', body, duplex: 'half' })
    expect(answer.status).toBe(413)
  })

  test('is refused when its header fields are too large, and when it names no host', async () => {
    const { port } = await start()
    expect(await talk(port, `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)).toContain('431')
    expect(await talk(port, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n')).toContain('400')
    expect(await talk(port, 'nonsense\r\n\r\n')).toContain('400')
  })
})

describe('stopping', () => {
  test('lets a running request end, and takes no new connection', async () => {
    let finish: () => void = () => undefined
    const arrived = Promise.withResolvers<void>()
    const slackEvents: WebPorts['slackEvents'] = async (_request, response) => {
      await new Promise<void>((resolve) => {
        finish = resolve
        arrived.resolve()
      })
      response.end('done')
    }
    const { server, url, port } = await start({ slackEvents }, { keepAlive: 60_000 })
    const answer = fetch(`${url}/slack/events`, { method: 'POST', body: 'x' })
    await arrived.promise
    const stopped = server.stop(10_000)
    await expect(fetch(`${url}/healthz`)).rejects.toThrow()
    finish()
    expect(await (await answer).text()).toBe('done')
    await stopped
    await expect(once(connect(port, '127.0.0.1'), 'connect')).rejects.toThrow()
  })

  test('cuts off what does not end within its grace', async () => {
    const arrived = Promise.withResolvers<void>()
    const { server, url } = await start({ clock: atOnce, slackEvents: () => arrived.resolve() })
    const answer = fetch(`${url}/slack/events`, { method: 'POST', body: 'x' })
    const refused = expect(answer).rejects.toThrow()
    await arrived.promise
    await server.stop(10)
    await refused
  })

  test('a port that is taken is said at once', async () => {
    const { port } = await start()
    const second = createWebServer(port, { clock: never, ready: () => ({ ok: true, why: [] }), log: () => undefined })
    await expect(second.start()).rejects.toThrow(`another program listens at port ${port} already`)
  })
})
