import type { AddressInfo, Socket } from 'node:net'
import type { SMTPServerAddress, SMTPServerDataStream, SMTPServerOptions, SMTPServerSession } from 'smtp-server'
import { SMTPServer } from 'smtp-server'
import type { Identity } from './certificate.ts'
import type { Answer, Faults, Step } from './faults.ts'
import type { PostOffice } from './post-office.ts'
import { headerOf, takeApart } from './raw-mail.ts'

/** What happens to one accepted mail, told before it takes effect and after it, while the sender has no answer yet. */
export type MailStep = Readonly<{
  what: 'mail.accept'
  phase: 'before' | 'after'
  messageId: string
  from: string
  to: readonly string[]
}>

export type SmtpHost = Readonly<{ implicitPort: number; starttlsPort: number; stop(): Promise<void> }>

type Ports = Readonly<{
  identity: Identity
  office: PostOffice
  faults: Faults
  tell(step: MailStep): Promise<void>
}>

class Refused extends Error {
  readonly responseCode: number
  constructor(answer: Answer) {
    super(answer.text)
    this.responseCode = answer.code
  }
}

const notOwner: Answer = { code: 550, text: '5.7.1 This account may not send as that address' }
const nobody: Answer = { code: 550, text: '5.1.1 No such recipient here' }
const wrongPassword: Answer = { code: 535, text: '5.7.8 Username and password not accepted' }

const readAll = async (stream: SMTPServerDataStream): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

const addressOf = (from: SMTPServerAddress | false): string => (from === false ? '' : from.address.toLowerCase())

/** One listener: a submission host that knows its accounts, speaks only TLS to them and can fail at every step. */
const listen = async (ports: Ports, secure: boolean): Promise<Readonly<{ port: number; stop(): Promise<void> }>> => {
  const sockets = new Map<number, Socket>()
  const { faults, office } = ports

  /** Runs one step: a planned cut destroys the connection and the step never ends, as on a real line. */
  const passing = (step: Step, session: SMTPServerSession, done: (error?: Error) => void, good: () => void): void => {
    faults
      .at(step)
      .then((trouble) => {
        if (trouble === 'cut') return void sockets.get(session.remotePort)?.destroy()
        return trouble === null ? good() : done(new Refused(trouble))
      })
      .catch(done)
  }

  const accept = async (raw: Buffer, session: SMTPServerSession): Promise<void> => {
    const to = session.envelope.rcptTo.map((one) => one.address.toLowerCase())
    const from = addressOf(session.envelope.mailFrom)
    const step = {
      what: 'mail.accept',
      messageId: headerOf(takeApart(raw), 'message-id') ?? '',
      from,
      to,
    } as const
    await ports.tell({ ...step, phase: 'before' })
    office.account(from).keepSent(raw)
    for (const one of to) await office.deliver(raw, one)
    await ports.tell({ ...step, phase: 'after' })
  }

  const options: SMTPServerOptions = {
    ...ports.identity,
    secure,
    name: 'localhost',
    disableReverseLookup: true,
    logger: false,
    hideENHANCEDSTATUSCODES: true,
    size: 10 * 1024 * 1024,
    authMethods: ['PLAIN', 'LOGIN'],
    closeTimeout: 50,
    onConnect: (session, done) => passing('connect', session, done, () => done()),
    onAuth: (auth, session, done) =>
      passing('auth', session, done, () => {
        const user = auth.username ?? ''
        const known = office.knows(user) && office.account(user).password === auth.password
        if (known) done(null, { user: user.toLowerCase() })
        else done(new Refused(wrongPassword))
      }),
    onMailFrom: (from, session, done) =>
      passing('mail', session, done, () =>
        from.address.toLowerCase() === session.user ? done() : done(new Refused(notOwner)),
      ),
    onRcptTo: (to, session, done) =>
      passing('rcpt', session, done, () => (office.knows(to.address) ? done() : done(new Refused(nobody)))),
    onData: (stream, session, done) =>
      passing('body', session, done, () => {
        readAll(stream)
          .then((raw) =>
            passing('dot', session, done, () => {
              accept(raw, session)
                .then(() => passing('accepted', session, done, () => done(null, '2.0.0 Accepted')))
                .catch(done)
            }),
          )
          .catch(done)
      }),
  }
  const server = new SMTPServer(options)
  server.on('error', () => {})
  server.server.on('connection', (socket: Socket) => {
    const port = socket.remotePort ?? 0
    sockets.set(port, socket)
    socket.setNoDelay(true)
    socket.on('close', () => sockets.delete(port))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address: AddressInfo | string | null = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('the SMTP host has no port')
  return {
    port: address.port,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets.values()) socket.destroy()
      }),
  }
}

/** Starts the submission host on 127.0.0.1: one port with TLS from the first byte, one that requires STARTTLS. */
export const startSmtpHost = async (ports: Ports): Promise<SmtpHost> => {
  const implicit = await listen(ports, true)
  const starttls = await listen(ports, false)
  return {
    implicitPort: implicit.port,
    starttlsPort: starttls.port,
    stop: async () => {
      await Promise.all([implicit.stop(), starttls.stop()])
    },
  }
}
