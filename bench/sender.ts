/**
 * Sends signed slash commands, so many at a time, and says how long each took to be acknowledged. A line of standard
 * input is one job, a line of standard output its result; it ends with its input.
 */
import { Agent, request } from 'node:http'
import { createInterface } from 'node:readline'
import { signatureHeaders } from '../src/playground/slack/delivery/signature.ts'
import { type Job, job, type Sent } from './job.ts'

/** Milliseconds from the first byte out to the last byte in; refuses (throws) any answer but 200. */
const send = (agent: Agent, it: Job, body: string): Promise<number> => {
  const start = performance.now()
  const signed = signatureHeaders(it.secret, body, Math.floor(Date.now() / 1000))
  const headers = { 'content-type': 'application/x-www-form-urlencoded', ...signed }
  return new Promise((resolve, reject) => {
    const sending = request(it.url, { method: 'POST', agent, headers }, (response) => {
      response.resume()
      response.on('end', () => {
        if (response.statusCode === 200) resolve(performance.now() - start)
        else reject(new Error(`answered ${response.statusCode}`))
      })
    })
    sending.on('error', reject)
    sending.end(body)
  })
}

const run = async (it: Job): Promise<Sent> => {
  // Connections are made anew for each job: a server closes those that were idle between two.
  const agent = new Agent({ keepAlive: true })
  const took: number[] = []
  const bodies = it.bodies.values()
  const start = performance.now()
  const lane = async () => {
    for (const body of bodies) took.push(await send(agent, it, body))
  }
  await Promise.all(Array.from({ length: it.atOnce }, lane))
  const ms = performance.now() - start
  agent.destroy()
  return { ms, took }
}

for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(`${JSON.stringify(await run(job.parse(JSON.parse(line))))}\n`)
