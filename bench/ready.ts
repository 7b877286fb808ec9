import { get } from 'node:http'
import type { Started } from './process.ts'

const asked = (url: string): Promise<boolean> =>
  new Promise((resolve) => {
    const request = get(url, { agent: false }, (response) => {
      response.resume()
      resolve(response.statusCode === 200)
    })
    request.on('error', () => resolve(false))
  })

const between = 5

/** Asks `/readyz` every few milliseconds until it says yes; refuses (throws) a program that ended instead. */
export const untilReady = async (url: string, program: Started): Promise<void> => {
  let over: Awaited<Started['ended']> | null = null
  void program.ended.then((ended) => {
    over = ended
  })
  while (!(await asked(`${url}/readyz`))) {
    if (over !== null) throw new Error(`ended before it was ready: ${JSON.stringify(over)}`)
    await new Promise((resolve) => setTimeout(resolve, between))
  }
}
