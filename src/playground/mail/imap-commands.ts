import type { Account, Folder } from './account.ts'
import type { Faults, Step } from './faults.ts'
import { answerFetch, readItems } from './imap-fetch.ts'
import type { Command, Token } from './imap-parse.ts'
import { parseSet, wordsOf } from './imap-parse.ts'
import type { Numbered } from './imap-search.ts'
import { search } from './imap-search.ts'

/** What a conversation needs: who lives here, what goes wrong, and the line to the client. */
export type Line = Readonly<{
  login(user: string, password: string): Account | null
  faults: Faults
  send(bytes: Buffer | string): void
  cut(): void
}>

/** Where a conversation stands. `told` is how many mails of the folder the client knows of. */
export type Conversation = {
  readonly line: Line
  account: Account | null
  selected: { readonly folder: Folder; readonly readOnly: boolean; told: number } | null
}

/** The result of a command: its status line after the tag. */
export type Status = `OK ${string}` | `NO ${string}` | `BAD ${string}` | 'cut'

export const capabilities = 'CAPABILITY IMAP4rev1 IDLE SPECIAL-USE'
const flags = '(\\Answered \\Flagged \\Deleted \\Seen \\Draft)'

/** The status of a planned trouble, or null when the step goes well. */
export const trouble = async (at: Conversation, step: Step): Promise<Status | null> => {
  const planned = await at.line.faults.at(step)
  if (planned === null) return null
  return planned === 'cut' ? 'cut' : `NO ${planned.text}`
}

/** The mails the client knows of, with their sequence numbers. */
const numbered = ({ selected }: Conversation): readonly Numbered[] =>
  (selected?.folder.messages ?? []).slice(0, selected?.told ?? 0).map((message, index) => ({
    message,
    number: index + 1,
  }))

const chosen = (at: Conversation, set: string | undefined, byUid: boolean): readonly Numbered[] | null => {
  const mails = numbered(at)
  const last = mails.at(-1)
  const has = parseSet(set ?? '', byUid ? (last?.message.uid ?? 0) : (last?.number ?? 0))
  return has && mails.filter((one) => has(byUid ? one.message.uid : one.number))
}

const login = async (at: Conversation, args: readonly Token[]): Promise<Status> => {
  const planned = await trouble(at, 'imap-login')
  if (planned) return planned
  at.account = at.line.login(wordsOf(args[0]) ?? '', wordsOf(args[1]) ?? '')
  return at.account ? 'OK logged in' : 'NO [AUTHENTICATIONFAILED] wrong user or password'
}

const list = (at: Conversation, args: readonly Token[]): Status => {
  const pattern = wordsOf(args[1])
  if (wordsOf(args[0]) === undefined || pattern === undefined) return 'BAD LIST takes a reference and a pattern'
  if (pattern === '') at.line.send('* LIST (\\Noselect) "/" ""\r\n')
  for (const folder of pattern === '' ? [] : (at.account?.folders ?? [])) {
    const meant = pattern === '*' || pattern === '%' || pattern.toUpperCase() === folder.path.toUpperCase()
    const attributes = ['\\HasNoChildren', ...(folder.use === null ? [] : [folder.use])].join(' ')
    if (meant) at.line.send(`* LIST (${attributes}) "/" "${folder.path}"\r\n`)
  }
  return 'OK listed'
}

const select = async (at: Conversation, args: readonly Token[], readOnly: boolean): Promise<Status> => {
  const planned = await trouble(at, 'imap-select')
  if (planned) return planned
  const path = wordsOf(args[0])?.toUpperCase()
  const folder = at.account?.folders.find((one) => one.path.toUpperCase() === path)
  at.selected = null
  if (!folder) return 'NO [NONEXISTENT] no such folder'
  at.selected = { folder, readOnly, told: folder.messages.length }
  at.line.send(`* FLAGS ${flags}\r\n* ${at.selected.told} EXISTS\r\n* 0 RECENT\r\n`)
  at.line.send(`* OK [UIDVALIDITY ${folder.uidValidity}] valid\r\n* OK [UIDNEXT ${folder.uidNext}] next\r\n`)
  at.line.send(`* OK [PERMANENTFLAGS ${readOnly ? '()' : flags}] kept\r\n`)
  return readOnly ? 'OK [READ-ONLY] examined' : 'OK [READ-WRITE] selected'
}

const find = async (at: Conversation, args: readonly Token[], byUid: boolean): Promise<Status> => {
  const planned = await trouble(at, 'imap-search')
  if (planned) return planned
  const found = search(numbered(at), args)
  if (!found) return 'BAD this search is outside the subset'
  const numbers = found.map((one) => ` ${byUid ? one.message.uid : one.number}`)
  at.line.send(`* SEARCH${numbers.join('')}\r\n`)
  return 'OK searched'
}

const fetch = async (at: Conversation, args: readonly Token[], byUid: boolean): Promise<Status> => {
  const planned = await trouble(at, 'imap-fetch')
  if (planned) return planned
  const mails = chosen(at, wordsOf(args[0]), byUid)
  const items = readItems(args[1])
  if (!mails || !items || args.length > 2) return 'BAD this fetch is outside the subset'
  const withUid = byUid && !items.some((item) => item.item === 'UID')
  const asked = withUid ? [{ item: 'UID' } as const, ...items] : items
  for (const one of mails) at.line.send(answerFetch(one, asked, at.selected?.readOnly ?? true))
  return 'OK fetched'
}

const store = async (at: Conversation, args: readonly Token[], byUid: boolean): Promise<Status> => {
  const mails = chosen(at, wordsOf(args[0]), byUid)
  const how = /^([+-]?)FLAGS(\.SILENT)?$/i.exec(wordsOf(args[1]) ?? '')
  const third = args[2]
  if (!mails || !how || third === undefined) return 'BAD this store is outside the subset'
  if (at.selected?.readOnly) return 'NO the folder is only examined'
  const given = ('list' in third ? third.list : [third]).map((flag) => wordsOf(flag) ?? '')
  for (const one of mails) {
    const set = one.message.flags
    if (how[1] === '') set.clear()
    for (const flag of given) how[1] === '-' ? set.delete(flag) : set.add(flag)
    const items = [...(byUid ? [{ item: 'UID' } as const] : []), { item: 'FLAGS' } as const]
    if (how[2] === undefined) at.line.send(answerFetch(one, items, true))
  }
  return 'OK stored'
}

const capability = async (at: Conversation): Promise<Status> => {
  at.line.send(`* ${capabilities}\r\n`)
  return 'OK so much'
}

const logout = async (at: Conversation): Promise<Status> => {
  at.line.send('* BYE until later\r\n')
  return 'OK logged out'
}

type Run = (at: Conversation, args: readonly Token[], byUid: boolean) => Promise<Status>
type Needs = 'nothing' | 'account' | 'folder'

/** The subset, and what must have happened before each command. IDLE belongs to the session. */
const table: Readonly<Record<string, Readonly<{ needs: Needs; run: Run; uid?: true }>>> = {
  CAPABILITY: { needs: 'nothing', run: capability },
  NOOP: { needs: 'nothing', run: async () => 'OK nothing' },
  LOGOUT: { needs: 'nothing', run: logout },
  LOGIN: { needs: 'nothing', run: login },
  LIST: { needs: 'account', run: async (at, args) => list(at, args) },
  SELECT: { needs: 'account', run: (at, args) => select(at, args, false) },
  EXAMINE: { needs: 'account', run: (at, args) => select(at, args, true) },
  SEARCH: { needs: 'folder', run: find, uid: true },
  FETCH: { needs: 'folder', run: fetch, uid: true },
  STORE: { needs: 'folder', run: store, uid: true },
}

/** Performs one command but IDLE; what is outside the subset, or comes too early, is answered BAD. */
export const perform = async (at: Conversation, command: Command): Promise<Status> => {
  const byUid = command.name === 'UID'
  const name = byUid ? (wordsOf(command.args[0])?.toUpperCase() ?? '') : command.name
  const row = Object.hasOwn(table, name) ? table[name] : undefined
  if (!row || (byUid && !row.uid)) return 'BAD this command is outside the subset'
  if (row.needs !== 'nothing' && !at.account) return 'BAD not logged in'
  if (row.needs === 'folder' && !at.selected) return 'BAD no folder is selected'
  return row.run(at, byUid ? command.args.slice(1) : command.args, byUid)
}
