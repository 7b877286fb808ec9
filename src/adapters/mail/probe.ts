import type { Clock } from '../../kernel/time.ts'
import { second } from '../../kernel/time.ts'
import { foldersOf, look, type NotLooked, uidsOf } from './look.ts'
import { failureOf, type LibraryError, optionsFor, usual } from './submit.ts'

export { createDns, type TxtAnswer } from './dns.ts'

/** A server and an account on it, as the settings name them. */
type Account = Readonly<{
  host: string
  port: number
  tls: 'at-once' | 'starttls' | 'none'
  user: string | null
  password: string | null
}>

/** What came of a conversation without a mail: where it broke off, and the code that the host answered, if it did. */
export type SubmissionAnswer =
  | Readonly<{ let: 'in'; encrypted: boolean }>
  | Readonly<{ failed: 'connection' | 'tls' | 'login'; answer: number | null }>

const tlsOf = { 'at-once': 'implicit', starttls: 'starttls', none: 'off' } as const
const patience = { ...usual, session: 9 * second }

/** Connects to a submission host, encrypts, signs in and leaves again: EHLO, STARTTLS, AUTH, QUIT. Nothing is sent. */
export const probeSubmission = async (
  it: Readonly<{ account: Account; clock: Pick<Clock, 'after'> }>,
  signal: AbortSignal,
): Promise<SubmissionAnswer> => {
  const { host, port, tls, user, password } = it.account
  const login = user !== null && password !== null ? { user, pass: password } : null
  const { default: Connection } = await import('nodemailer/lib/smtp-connection')
  const connection = new Connection(optionsFor({ host, port, tls: tlsOf[tls], login: null }, 'localhost', patience))
  return new Promise((resolve) => {
    const end = (answer: SubmissionAnswer): void => {
      callOff()
      signal.removeEventListener('abort', stop)
      if ('let' in answer) connection.quit()
      else connection.close()
      resolve(answer)
    }
    const fail = (error: LibraryError, at: 'connection' | 'login'): void => {
      const { code, answer } = failureOf(error, false)
      end({ failed: code === 'ETLS' ? 'tls' : at, answer: answer?.code ?? null })
    }
    const stop = (): void => fail({ code: 'EABORT' }, 'connection')
    const callOff = it.clock.after(patience.session, stop)
    signal.addEventListener('abort', stop)
    connection.on('error', (error) => fail(error, 'connection'))
    connection.connect((error) => {
      if (error) return fail(error, 'connection')
      const inside = (): void => end({ let: 'in', encrypted: tls !== 'none' })
      if (!login) return inside()
      connection.login(login, (refused) => (refused ? fail(refused, 'login') : inside()))
    })
  })
}

/** How many folders a mailbox has for mail that came in, and for each List-Id whether one of its mails lies there. */
export type MailboxAnswer = Readonly<{ folders: number; lists: Readonly<Record<string, boolean>> }> | NotLooked

/** Opens a mailbox and looks for mails of lists by their List-Id; reads none of them. */
export const probeMailbox = async (
  it: Readonly<{ account: Account; listIds: readonly string[]; clock: Pick<Clock, 'after'> }>,
  signal: AbortSignal,
): Promise<MailboxAnswer> => {
  const { host, port, user, password } = it.account
  const account = { host, port, user: user ?? '', password: password ?? '' }
  return look({ account, clock: it.clock }, signal, async (client) => {
    const folders = await foldersOf(client)
    const lists: Record<string, boolean> = Object.fromEntries(it.listIds.map((id) => [id, false]))
    for (const folder of folders) {
      await client.mailboxOpen(folder, { readOnly: true })
      for (const id of it.listIds)
        lists[id] = lists[id] || (await uidsOf(client, { header: { 'list-id': id } })).length > 0
    }
    return { folders: folders.length, lists }
  })
}
