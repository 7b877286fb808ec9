import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below the ports that systems give to outgoing connections, since a restarted Cordon must find its port free again. */
const lowest = 12_000
const perWorker = 1_000
const worker = Number(process.env.VITEST_POOL_ID ?? 0) % 15
let next = process.pid % perWorker

const isFree = async (port: number): Promise<boolean> => {
  const server = createServer().listen(port)
  const free = await Promise.race([
    once(server, 'listening').then(() => true),
    once(server, 'error').then(() => false),
  ]).catch(() => false)
  await new Promise((resolve) => server.close(resolve))
  return free
}

/** A port of this machine that nobody else is given meanwhile: each worker of the tests has a range of its own. */
export const freePort = async (): Promise<number> => {
  for (let turn = 0; turn < perWorker; turn++) {
    next = (next + 1) % perWorker
    const port = lowest + worker * perWorker + next
    if (await isFree(port)) return port
  }
  throw new Error('no port is free')
}
