import { createHash, randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import type { Account, FolderName } from './account.ts'
import { createAuthority } from './certificate.ts'
import type { Faults } from './faults.ts'
import { createFaults } from './faults.ts'
import { startImapHost } from './imap-host.ts'
import type { ListSettings } from './list-server.ts'
import type { List } from './post-office.ts'
import { createPostOffice } from './post-office.ts'
import { takeApart } from './raw-mail.ts'
import type { MailStep } from './smtp-host.ts'
import { startSmtpHost } from './smtp-host.ts'

/** A mail as its reader sees it, and as it came. `at` is the time of arrival, ms UTC. */
export type ReadMail = Readonly<{
  folder: string
  uid: number
  at: number
  raw: Buffer
  /** The header fields in their order, names lower-cased, values unfolded and undecoded. */
  headers: readonly Readonly<{ name: string; value: string }>[]
  messageId: string
  from: string
  to: string
  subject: string
  text: string
  html: string
}>

/** An account of the playground as its owner sees it. */
export type Mailbox = Readonly<{
  address: string
  password: string
  /** The mails of one folder (INBOX unless said), oldest first. */
  messages(folder?: FolderName): Promise<readonly ReadMail[]>
  /** Puts a mail there as if it had come in. */
  receive(raw: Buffer): void
  /** Puts a mail into one folder and no other. */
  put(raw: Buffer, folder: FolderName): void
  /** Makes the server forget its numbering: another UIDVALIDITY, other UIDs. */
  renumber(): void
}>

export type MailWorld = Readonly<{
  /** `smtps:` with TLS from the first byte, or `smtp:` that requires STARTTLS; user and password inside. */
  smtpUrl(address: string, tls?: 'implicit' | 'starttls'): string
  /** `imaps:` with user and password inside. */
  imapUrl(address: string): string
  /** The certificate (PEM) to be trusted, for NODE_EXTRA_CA_CERTS. */
  caFile: string
  addList(settings: ListSettings): List
  mailbox(address: string): Mailbox
  faults: Faults
  /** Awaited before and after each accepted mail takes effect; returns how to stop it. */
  onRequest(call: (step: MailStep) => void | Promise<void>): () => void
  stop(): Promise<void>
}>

const readMail = async (folder: string, stored: Account['folders'][number]['messages'][number]): Promise<ReadMail> => {
  const parsed = await simpleParser(stored.raw, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true })
  const { fields } = takeApart(stored.raw)
  const to = parsed.to === undefined ? [] : [parsed.to].flat()
  return {
    folder,
    uid: stored.uid,
    at: stored.at,
    raw: stored.raw,
    headers: fields.map(({ name, value }) => ({ name, value })),
    messageId: parsed.messageId ?? '',
    from: parsed.from?.text ?? '',
    to: to.map((one) => one.text).join(', '),
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    html: parsed.html === false || parsed.html === undefined ? '' : parsed.html,
  }
}

const mailboxOf = (account: Account): Mailbox => ({
  address: account.address,
  password: account.password,
  messages: async (name = 'INBOX') => {
    const folder = account.folders.find((one) => one.path === name)
    return Promise.all((folder?.messages ?? []).map((stored) => readMail(name, stored)))
  },
  receive: account.receive,
  put: account.put,
  renumber: account.renumber,
})

/**
 * A world of mail on this machine: a submission host, lists, and mailboxes, all over TLS by an authority of their own.
 * `now` is desk time (ms UTC), `dir` takes the authority's certificate, `seed` makes the passwords the same each time.
 */
export const createMailWorld = async (
  options: Readonly<{ now: () => number; dir: string; seed?: string }>,
): Promise<MailWorld> => {
  const seed = options.seed ?? randomBytes(16).toString('hex')
  let passwords = 0
  const password = (): string => {
    passwords += 1
    return createHash('sha256').update(`${seed} ${passwords}`).digest('base64url').slice(0, 20)
  }
  const authority = createAuthority()
  const caFile = join(options.dir, 'mail-authority.pem')
  await mkdir(options.dir, { recursive: true })
  await writeFile(caFile, authority.cert)
  const identity = authority.issue(['localhost', '127.0.0.1'])

  const faults = createFaults()
  const office = createPostOffice({ now: options.now, password })
  const listeners = new Set<(step: MailStep) => void | Promise<void>>()
  const tell = async (step: MailStep): Promise<void> => {
    for (const call of listeners) await call(step)
  }
  const smtp = await startSmtpHost({ identity, office, faults, tell })
  const imap = await startImapHost({ identity, office, faults })
  const credentials = (address: string): string => {
    const account = office.account(address)
    return `${encodeURIComponent(account.address)}:${encodeURIComponent(account.password)}@127.0.0.1`
  }
  return {
    smtpUrl: (address, tls = 'implicit') =>
      tls === 'implicit'
        ? `smtps://${credentials(address)}:${smtp.implicitPort}`
        : `smtp://${credentials(address)}:${smtp.starttlsPort}`,
    imapUrl: (address) => `imaps://${credentials(address)}:${imap.port}`,
    caFile,
    addList: office.addList,
    mailbox: (address) => mailboxOf(office.account(address)),
    faults,
    onRequest: (call) => {
      listeners.add(call)
      return () => listeners.delete(call)
    },
    stop: async () => {
      faults.clear()
      await Promise.all([smtp.stop(), imap.stop()])
    },
  }
}
