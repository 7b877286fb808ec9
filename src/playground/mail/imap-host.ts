import type { AddressInfo } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { createServer } from 'node:tls'
import type { Identity } from './certificate.ts'
import type { Faults } from './faults.ts'
import { largestLiteral, parseCommand, readCommand } from './imap-parse.ts'
import type { Session } from './imap-session.ts'
import { createSession } from './imap-session.ts'
import type { PostOffice } from './post-office.ts'

export type ImapHost = Readonly<{ port: number; stop(): Promise<void> }>

type Ports = Readonly<{ identity: Identity; office: PostOffice; faults: Faults }>

/** Performs the first complete command of the bytes and returns what is left of them. */
const step = async (session: Session, bytes: Buffer, invited: { at: number }, socket: TLSSocket) => {
  const reading = readCommand(bytes)
  if (reading === 'more') return { left: bytes, more: false }
  if ('wants' in reading) {
    if (reading.wants > largestLiteral) {
      socket.end('* BAD the literal is too large\r\n')
    } else if (invited.at !== reading.at) {
      invited.at = reading.at
      socket.write('+ go on\r\n')
    }
    return { left: bytes, more: false }
  }
  invited.at = 0
  const left = bytes.subarray(reading.used)
  const text = reading.command.toString('latin1')
  if (text.toUpperCase() === 'DONE' && session.doneIdling()) return { left, more: true }
  const command = parseCommand(reading.command)
  if (command) await session.run(command)
  else socket.write(`${/^[^ +%*]+(?= )/.exec(text)?.[0] ?? '*'} BAD not a command\r\n`)
  return { left, more: true }
}

const converse = async (socket: TLSSocket, ports: Ports): Promise<void> => {
  const session = createSession({
    faults: ports.faults,
    send: (bytes) => void socket.write(bytes),
    cut: () => void (socket.writableLength > 0 ? socket.end() : socket.destroy()),
    login: (user, password) => {
      if (!ports.office.knows(user)) return null
      const account = ports.office.account(user)
      return account.password === password ? account : null
    },
  })
  const invited = { at: 0 }
  let bytes: Buffer = Buffer.alloc(0)
  try {
    await session.greet()
    for await (const chunk of socket) {
      bytes = Buffer.concat([bytes, chunk])
      for (let more = true; more; ) {
        const result = await step(session, bytes, invited, socket)
        bytes = result.left
        more = result.more
      }
    }
  } finally {
    session.close()
  }
}

/** Starts the mailboxes' IMAP host on 127.0.0.1, TLS from the first byte. */
export const startImapHost = async (ports: Ports): Promise<ImapHost> => {
  const sockets = new Set<TLSSocket>()
  const server = createServer({ ...ports.identity }, (socket) => {
    sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
    converse(socket, ports).catch(() => socket.destroy())
  })
  // A client that distrusts the certificate ends its own handshake; that is its business.
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('the IMAP host has no port')
  return {
    port: address.port,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
