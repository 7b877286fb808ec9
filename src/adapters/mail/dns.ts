import { Resolver } from 'node:dns/promises'
import { second } from '../../kernel/time.ts'

/** The texts of a name, or that it has none, or that nobody could say. */
export type TxtAnswer = Readonly<{ texts: readonly string[] }> | Readonly<{ failed: string }>

/** Both tries together end within the ten seconds that a check has, the second having twice the time of the first. */
const patience = { timeout: 3 * second, tries: 2 }

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'EUNKNOWN'

/** TXT records, asked of these servers (`9.9.9.9`, `127.0.0.1:5353`), or of the machine's own where none is named. */
export const createDns = (servers: readonly string[]) => {
  const resolver = new Resolver(patience)
  if (servers.length > 0) resolver.setServers(servers)
  return {
    txt: async (name: string): Promise<TxtAnswer> => {
      try {
        // A long record comes in pieces of 255 bytes, which belong together (RFC 7208, 3.3; RFC 6376, 3.6.2.2).
        return { texts: (await resolver.resolveTxt(name)).map((pieces) => pieces.join('')) }
      } catch (error) {
        const code = codeOf(error)
        return ['ENOTFOUND', 'ENODATA'].includes(code) ? { texts: [] } : { failed: code }
      }
    },
  }
}
