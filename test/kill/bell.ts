import { createHash } from 'node:crypto'
import { createServer } from 'node:http'

/** A counting HTTP server: POST /ring/KEY counts, GET /rang/KEY tells. `seen` is asked before and after each effect. */
export const createBell = async (seen: (step: string) => Promise<void>) => {
  const rung = new Map<string, { times: number; digest: string }>()
  const server = createServer(async (request, response) => {
    const [, verb = '', key = ''] = (request.url ?? '').split('/')
    let body = ''
    for await (const chunk of request) body += String(chunk)
    if (verb === 'rang') {
      const known = rung.get(key)
      response.writeHead(known ? 200 : 404).end(known?.digest)
      return
    }
    const kind = key.split('-')[0]
    await seen(`before request ${kind}`)
    const digest = createHash('sha256').update(body).digest('hex')
    rung.set(key, { times: (rung.get(key)?.times ?? 0) + 1, digest })
    await seen(`after request ${kind}`)
    response.writeHead(200).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the bell has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    rung: (): Readonly<Record<string, number>> => Object.fromEntries([...rung].map(([key, it]) => [key, it.times])),
    forget: () => rung.clear(),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
