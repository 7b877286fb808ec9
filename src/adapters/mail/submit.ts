import { Readable } from 'node:stream'
import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection'
import type { Attempt, Performed } from '../../kernel/act.ts'
import type { Clock } from '../../kernel/time.ts'
import { minute, second } from '../../kernel/time.ts'
import { isAddress } from './header.ts'
import type { Failure } from './smtp-outcome.ts'
import { judge } from './smtp-outcome.ts'
import type { SubmissionHost } from './submission-host.ts'

/** The bytes as they leave, and the envelope: one sender, one recipient, whatever the header says. */
export type Submission = Readonly<{ from: string; to: string; bytes: Buffer }>

/** What is kept of a success: the code of the host's answer to the final dot. */
export type Accepted = Readonly<{ accepted: number }>

export type Submit = (mail: Submission, attempt: Pick<Attempt, 'attempt' | 'signal'>) => Promise<Performed<Accepted>>

export type SubmitPorts = Readonly<{
  host: SubmissionHost
  clock: Pick<Clock, 'line' | 'after'>
  /** Milliseconds: everything up to the final dot (10 s), and the answer to it (5 min, RFC 5321, 4.5.3.2.6 says 10). */
  limits?: Readonly<{ session: number; finalDot: number }>
}>

/** Milliseconds of line time, unless a test says otherwise. */
export const usual = { session: 10 * second, finalDot: 5 * minute }

/** No timer of the clock exceeds a minute. */
const afterLong = (clock: Pick<Clock, 'after'>, ms: number, call: () => void): (() => void) => {
  let cancel = (): void => {}
  const wait = (left: number): void => {
    const step = Math.min(left, minute)
    cancel = clock.after(step, () => (left > step ? wait(left - step) : call()))
  }
  wait(ms)
  return () => cancel()
}

/** How the library is set for a host: encrypted as the host's row says, ends in time, logs nothing. */
export const optionsFor = (host: SubmissionHost, name: string, limits: typeof usual): SMTPConnectionOptions => ({
  host: host.host,
  port: host.port,
  secure: host.tls === 'implicit',
  requireTLS: host.tls === 'starttls',
  ignoreTLS: host.tls === 'off',
  opportunisticTLS: false,
  name,
  logger: false,
  connectionTimeout: limits.session,
  greetingTimeout: limits.session,
  dnsTimeout: limits.session,
  // The clock ends both waits; the socket's own limit only backs it up.
  socketTimeout: limits.session + limits.finalDot + minute,
  socketCloseTimeout: 0,
  tls: { minVersion: 'TLSv1.2' },
})

export type LibraryError = Readonly<{
  code?: string | undefined
  originalCode?: string | undefined
  command?: string | undefined
  response?: string | undefined
  responseCode?: number | undefined
}>

/** Node's codes for a certificate that does not hold or a TLS that did not come about; the library hides them. */
const tlsTrouble = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|_TLS_|_SSL_/

/** What an error of the library says, without the host's words about it. */
export const failureOf = (error: LibraryError, dotSent: boolean): Failure => ({
  dotSent,
  code: tlsTrouble.test(error.originalCode ?? '') ? 'ETLS' : (error.code ?? 'ECONNECTION'),
  command: error.command ?? '',
  answer: error.responseCode === undefined ? null : { code: error.responseCode, text: error.response ?? '' },
})

/** Yields the bytes, then says so: whoever asks for more has them all and may write the final dot. */
const handing = (bytes: Buffer, handed: () => void): Readable =>
  Readable.from(
    (function* () {
      yield bytes
      handed()
    })(),
    { objectMode: false },
  )

/** One conversation with the host, until something of it is certain or nothing can be any more. */
const converse = (
  { ports, connection }: Readonly<{ ports: SubmitPorts; connection: SMTPConnection }>,
  mail: Submission,
  attempt: Pick<Attempt, 'attempt' | 'signal'>,
) =>
  new Promise<Performed<Accepted>>((resolve) => {
    const { host, clock, limits = usual } = ports
    let dotSent = false
    let over = false
    const settle = (outcome: Performed<Accepted>, close: () => void): void => {
      if (over) return
      over = true
      giveUp()
      attempt.signal.removeEventListener('abort', aborted)
      close()
      resolve(outcome)
    }
    const fail = (error: LibraryError): void =>
      settle(judge(failureOf(error, dotSent), { line: clock.line(), attempt: attempt.attempt }), () =>
        connection.close(),
      )
    const aborted = (): void => fail({ code: 'EABORT' })
    let giveUp = afterLong(clock, limits.session, () => fail({ code: 'ETIMEDOUT' }))
    const handed = (): void => {
      if (over) return
      dotSent = true
      giveUp()
      giveUp = afterLong(clock, limits.finalDot, () => fail({ code: 'ETIMEDOUT' }))
    }
    const send = (): void =>
      connection.send(
        { from: mail.from, to: { address: mail.to }, size: mail.bytes.length },
        handing(mail.bytes, handed),
        (error, info) => {
          if (error) return fail(error)
          if (info.rejected.length > 0) return fail(info.rejectedErrors?.[0] ?? { code: 'EENVELOPE' })
          settle({ done: { accepted: Number(info.response.slice(0, 3)) } }, () => connection.quit())
        },
      )
    attempt.signal.addEventListener('abort', aborted)
    connection.on('error', fail)
    connection.connect((error) => {
      if (error) return fail(error)
      if (!host.login) return send()
      connection.login({ user: host.login.user, pass: host.login.password }, (refused) =>
        refused ? fail(refused) : send(),
      )
    })
  })

/**
 * Hands one mail to the submission host. Only an answer to the final dot is success; what is lost after it is
 * ambiguous and never repeated here. The bytes go out as they are: this never reads a file or a URL, adds no header,
 * and knows one recipient. An abort closes the connection at once.
 */
export const createSubmit =
  (ports: SubmitPorts): Submit =>
  async (mail, attempt) => {
    if (!isAddress(mail.from) || !isAddress(mail.to)) return { failed: 'envelope', permanent: true }
    // Loaded at the first mail, so that it takes nothing from the start.
    const { default: Connection } = await import('nodemailer/lib/smtp-connection')
    if (attempt.signal.aborted) return { failed: 'connection' }
    const name = mail.from.split('@')[1] ?? 'localhost'
    const connection = new Connection(optionsFor(ports.host, name, ports.limits ?? usual))
    return converse({ ports, connection }, mail, attempt)
  }
