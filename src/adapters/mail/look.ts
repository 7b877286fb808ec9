import type { ImapFlow } from 'imapflow'
import type { Clock } from '../../kernel/time.ts'
import { second } from '../../kernel/time.ts'
import type { ImapAccount } from './imap-account.ts'

/** A look that could not be made; the reason is a code. */
export type NotLooked = Readonly<{ failed: 'login' | 'connection' | 'timeout' | 'stopped' }>

export type LookPorts = Readonly<{ account: ImapAccount; clock: Pick<Clock, 'after'> }>

/** Each answer within 10 s, and the whole look within 30 s, however many folders there are. */
const answerWithin = 10 * second
const lookWithin = 30 * second

const clientFor = async (account: ImapAccount): Promise<ImapFlow> => {
  // Loaded at the first look, so that it takes nothing from the start.
  const { ImapFlow } = await import('imapflow')
  const client = new ImapFlow({
    host: account.host,
    port: account.port,
    secure: true,
    auth: { user: account.user, pass: account.password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: answerWithin,
    greetingTimeout: answerWithin,
    socketTimeout: answerWithin,
    tls: { minVersion: 'TLSv1.2' },
  })
  // What breaks a connection also rejects the call that waits for it.
  client.on('error', () => {})
  return client
}

const isLoginRefused = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'authenticationFailed' in error && error.authenticationFailed === true

/**
 * Connects anew, looks, and closes: a standing connection would keep an old password or token. Never throws for what
 * the network or the server does.
 */
export const look = async <T>(
  ports: LookPorts,
  signal: AbortSignal,
  see: (client: ImapFlow) => Promise<T>,
): Promise<T | NotLooked> => {
  const client = await clientFor(ports.account)
  if (signal.aborted) return { failed: 'stopped' }
  let ended: NotLooked | null = null
  const end = (why: NotLooked['failed']): void => {
    ended ??= { failed: why }
    client.close()
  }
  const stop = (): void => end('stopped')
  const callOff = ports.clock.after(lookWithin, () => end('timeout'))
  signal.addEventListener('abort', stop)
  try {
    await client.connect()
    const seen = await see(client)
    if (ended) return ended
    await client.logout().catch(() => {})
    return seen
  } catch (error) {
    return ended ?? { failed: isLoginRefused(error) ? 'login' : 'connection' }
  } finally {
    callOff()
    signal.removeEventListener('abort', stop)
    client.close()
  }
}

/** The folders in which a mail that came in can lie: Inbox, All Mail, Spam, by their special use (RFC 6154). */
export const foldersOf = async (client: ImapFlow): Promise<readonly string[]> => {
  const all = await client.list()
  const inbox = all.filter((one) => one.path.toUpperCase() === 'INBOX')
  const used = (use: string) => all.filter((one) => one.specialUse === use && !one.flags.has('\\Noselect'))
  return [...inbox, ...used('\\All'), ...used('\\Junk')].map((one) => one.path)
}

/** The UIDs that match, in order. A search the server refuses is a failed look, never an empty answer. */
export const uidsOf = async (
  client: ImapFlow,
  query: Parameters<ImapFlow['search']>[0],
): Promise<readonly number[]> => {
  const found = await client.search(query, { uid: true })
  if (!Array.isArray(found)) throw new Error('the server refused the search')
  return [...found].sort((a, b) => a - b)
}
