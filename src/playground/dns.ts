import { createSocket } from 'node:dgram'
import { once } from 'node:events'

const txtType = 16
const headerBytes = 12

/** The name that a query asks for, where it ends, and the type (RFC 1035, 4.1.2). Null for what is no query. */
const questionIn = (query: Buffer): Readonly<{ name: string; end: number; type: number }> | null => {
  const labels: string[] = []
  let at = headerBytes
  for (;;) {
    const length = query[at]
    if (length === undefined || length > 63 || at + length + 5 > query.length) return null
    at += 1
    if (length === 0) break
    labels.push(query.toString('latin1', at, at + length))
    at += length
  }
  return { name: labels.join('.').toLowerCase(), end: at + 4, type: query.readUInt16BE(at) }
}

/** A text in pieces of at most 255 bytes (RFC 1035, 3.3). */
const piecesOf = (text: string): Buffer => {
  const bytes = Buffer.from(text, 'latin1')
  const pieces: Buffer[] = []
  for (let at = 0; at === 0 || at < bytes.length; at += 255) {
    const piece = bytes.subarray(at, at + 255)
    pieces.push(Buffer.from([piece.length]), piece)
  }
  return Buffer.concat(pieces)
}

/** One answer: a pointer to the name of the question, TXT, IN, one minute to live. */
const answerOf = (text: string): Buffer => {
  const data = piecesOf(text)
  const head = Buffer.from([0xc0, headerBytes, 0, txtType, 0, 1, 0, 0, 0, 60, data.length >> 8, data.length & 0xff])
  return Buffer.concat([head, data])
}

/** The answer to a query: no such name (3) where nothing is known of it, no answers where it is asked for another type. */
const replyTo = (query: Buffer, records: ReadonlyMap<string, readonly string[]>): Buffer | null => {
  const question = questionIn(query)
  if (!question) return null
  const texts = records.get(question.name)
  const answers = question.type === txtType ? (texts ?? []) : []
  const header = Buffer.alloc(headerBytes)
  query.copy(header, 0, 0, 2)
  header.writeUInt16BE(0x8180 | (texts === undefined ? 3 : 0), 2)
  header.writeUInt16BE(1, 4)
  header.writeUInt16BE(answers.length, 6)
  return Buffer.concat([header, query.subarray(headerBytes, question.end), ...answers.map(answerOf)])
}

/** A DNS server on this machine that knows TXT records and nothing else (RFC 1035, over UDP). */
export const createDnsServer = async () => {
  const records = new Map<string, readonly string[]>()
  let silent = false
  const socket = createSocket('udp4')
  socket.on('message', (query, from) => {
    const reply = silent ? null : replyTo(query, records)
    if (reply) socket.send(reply, from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    /** For `dnsServers` of cordon.yaml. */
    server: `127.0.0.1:${socket.address().port}`,
    /** Makes these the texts of a name, and of its records the only ones. */
    put: (name: string, ...texts: readonly string[]) => {
      records.set(name.toLowerCase(), texts)
    },
    remove: (name: string) => {
      records.delete(name.toLowerCase())
    },
    /** Whether no query is answered any more. */
    fallSilent: (is: boolean) => {
      silent = is
    },
    stop: async () => {
      socket.close()
      await once(socket, 'close')
    },
  }
}
