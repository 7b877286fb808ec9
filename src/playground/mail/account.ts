import { headerOf, takeApart } from './raw-mail.ts'

/** A mail in a folder. `at` is the time of arrival, ms UTC. */
export type Stored = Readonly<{ uid: number; raw: Buffer; at: number; flags: Set<string> }>

/** A folder as IMAP knows it (RFC 9051, 2.3.1): UIDs only grow while UIDVALIDITY stays. */
export type Folder = {
  readonly path: string
  /** RFC 6154. */
  readonly use: '\\Sent' | '\\Junk' | '\\All' | null
  uidValidity: number
  uidNext: number
  messages: Stored[]
}

export type FolderName = 'INBOX' | 'Sent' | 'Spam' | 'All Mail'

export type Account = Readonly<{
  address: string
  password: string
  folders: readonly Folder[]
  /** Puts a mail that came in into Inbox and All Mail, unless it is the account's own coming back. */
  receive(raw: Buffer): void
  /** Puts a mail into one folder, whatever it is. */
  put(raw: Buffer, folder: FolderName): void
  /** Keeps a mail that the account itself sent. */
  keepSent(raw: Buffer): void
  /** Gives every folder a new UIDVALIDITY and its mails new UIDs, as a restored server does. */
  renumber(): void
  /** Called with the folder after each change; returns how to stop it. */
  watch(call: (folder: Folder) => void): () => void
}>

const messageIdOf = (raw: Buffer): string | undefined => headerOf(takeApart(raw), 'message-id')

/**
 * A mail account with the folders Gmail has. Like Gmail it hides the account's own mail when a list gives it back:
 * only the copies in Sent and All Mail stay (Gmail Help on mail to a list that does not appear in the inbox).
 */
export const createAccount = (
  who: Readonly<{ address: string; password: string; now: () => number; uidValidity: number }>,
): Account => {
  const folder = (path: FolderName, use: Folder['use']): Folder => ({
    path,
    use,
    uidValidity: who.uidValidity,
    uidNext: 1,
    messages: [],
  })
  const inbox = folder('INBOX', null)
  const sent = folder('Sent', '\\Sent')
  const spam = folder('Spam', '\\Junk')
  const all = folder('All Mail', '\\All')
  const folders = [inbox, sent, spam, all]
  const watchers = new Set<(folder: Folder) => void>()

  const put = (into: Folder, raw: Buffer, flags: readonly string[]): void => {
    into.messages.push({ uid: into.uidNext, raw, at: who.now(), flags: new Set(flags) })
    into.uidNext += 1
    for (const call of watchers) call(into)
  }
  return {
    address: who.address,
    password: who.password,
    folders,
    receive: (raw) => {
      const id = messageIdOf(raw)
      if (id !== undefined && sent.messages.some((one) => messageIdOf(one.raw) === id)) return
      put(inbox, raw, [])
      put(all, raw, [])
    },
    put: (raw, name) => {
      const into = folders.find((one) => one.path === name)
      if (into) put(into, raw, [])
    },
    keepSent: (raw) => {
      put(sent, raw, ['\\Seen'])
      put(all, raw, ['\\Seen'])
    },
    renumber: () => {
      for (const one of folders) {
        one.uidValidity += 1
        one.messages = one.messages.map((message, index) => ({ ...message, uid: index + 1 }))
        one.uidNext = one.messages.length + 1
      }
    },
    watch: (call) => {
      watchers.add(call)
      return () => watchers.delete(call)
    },
  }
}
