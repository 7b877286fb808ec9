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

type Line = Readonly<{ ports: Ports; cut(session: SMTPServerSession): void }>
type Handlers = Pick<SMTPServerOptions, 'onConnect' | 'onAuth' | 'onMailFrom' | 'onRcptTo' | 'onData'>

/** Runs one step: a planned cut destroys the connection and the step never ends, as on a real line. */
const passing = (
  { ports, cut }: Line,
  at: Readonly<{ step: Step; session: SMTPServerSession; done: (error?: Error) => void }>,
  good: () => void,
): void => {
  ports.faults
    .at(at.step)
    .then((trouble) => {
      if (trouble === 'cut') cut(at.session)
      else if (trouble === null) good()
      else at.done(new Refused(trouble))
    })
    .catch(at.done)
}

/** Takes a mail in: kept as sent, given to each recipient, told before and after. */
const accept = async (ports: Ports, raw: Buffer, session: SMTPServerSession): Promise<void> => {
  const to = session.envelope.rcptTo.map((one) => one.address.toLowerCase())
  const from = addressOf(session.envelope.mailFrom)
  const messageId = headerOf(takeApart(raw), 'message-id') ?? ''
  const step = { what: 'mail.accept', messageId, from, to } as const
  await ports.tell({ ...step, phase: 'before' })
  ports.office.account(from).keepSent(raw)
  for (const one of to) await ports.office.deliver(raw, one)
  await ports.tell({ ...step, phase: 'after' })
}

/** What the host does at each step of a conversation. */
const handlersOn = (line: Line): Handlers => {
  const { office } = line.ports
  return {
    onConnect: (session, done) => passing(line, { step: 'connect', session, done }, () => done()),
    onAuth: (auth, session, done) =>
      passing(line, { step: 'auth', session, done }, () => {
        const user = auth.username ?? ''
        const known = office.knows(user) && office.account(user).password === auth.password
        if (known) done(null, { user: user.toLowerCase() })
        else done(new Refused(wrongPassword))
      }),
    onMailFrom: (from, session, done) =>
      passing(line, { step: 'mail', session, done }, () =>
        from.address.toLowerCase() === session.user ? done() : done(new Refused(notOwner)),
      ),
    onRcptTo: (to, session, done) =>
      passing(line, { step: 'rcpt', session, done }, () =>
        office.knows(to.address) ? done() : done(new Refused(nobody)),
      ),
    onData: (stream, session, done) => {
      const answer = (): void => passing(line, { step: 'accepted', session, done }, () => done(null, '2.0.0 Accepted'))
      const decide = (raw: Buffer): void =>
        passing(line, { step: 'dot', session, done }, () => {
          accept(line.ports, raw, session).then(answer).catch(done)
        })
      passing(line, { step: 'body', session, done }, () => {
        readAll(stream).then(decide).catch(done)
      })
    },
  }
}

/** One listener: a submission host that knows its accounts, speaks only TLS to them and can fail at every step. */
const listen = async (ports: Ports, secure: boolean): Promise<Readonly<{ port: number; stop(): Promise<void> }>> => {
  const sockets = new Map<number, Socket>()
  const server = new SMTPServer({
    ...ports.identity,
    ...handlersOn({ ports, cut: (session) => void sockets.get(session.remotePort)?.destroy() }),
    secure,
    name: 'localhost',
    disableReverseLookup: true,
    logger: false,
    hideENHANCEDSTATUSCODES: true,
    size: 10 * 1024 * 1024,
    authMethods: ['PLAIN', 'LOGIN'],
    closeTimeout: 50,
  })
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
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets.values()) socket.destroy()
    })
  return { port: address.port, stop }
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
