import type { Stored } from './account.ts'
import type { Token } from './imap-parse.ts'
import { parseSet, wordsOf } from './imap-parse.ts'
import { takeApart } from './raw-mail.ts'

/** A mail with its place in the folder: `number` is the message sequence number. */
export type Numbered = Readonly<{ message: Stored; number: number }>
type Largest = Readonly<{ number: number; uid: number }>
type Test = (one: Numbered) => boolean

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** The first instant of a day such as `18-Jan-2023`, ms UTC; null when it is none. */
const dayOf = (text: string): number | null => {
  const parts = /^(\d{1,2})-([A-Za-z]{3})-(\d{4})$/.exec(text)
  const month = months.indexOf(parts?.[2]?.toLowerCase() ?? '')
  if (!parts || month === -1) return null
  return Date.UTC(Number(parts[3]), month, Number(parts[1]))
}

const headerHas = (one: Numbered, name: string, part: string): boolean =>
  takeApart(one.message.raw).fields.some(
    (field) => field.name === name.toLowerCase() && field.value.toLowerCase().includes(part.toLowerCase()),
  )

const flagged = (flag: string, wanted: boolean): Test => {
  return (one) => one.message.flags.has(flag) === wanted
}

const plain: Readonly<Record<string, Test>> = {
  ALL: () => true,
  SEEN: flagged('\\Seen', true),
  UNSEEN: flagged('\\Seen', false),
  FLAGGED: flagged('\\Flagged', true),
  UNFLAGGED: flagged('\\Flagged', false),
  ANSWERED: flagged('\\Answered', true),
  UNANSWERED: flagged('\\Answered', false),
  DELETED: flagged('\\Deleted', true),
  UNDELETED: flagged('\\Deleted', false),
}

/** Reads search keys from the front of `rest`; throws on any key outside the named subset. */
const readKey = (rest: Token[], largest: Largest): Test => {
  const token = rest.shift()
  if (token === undefined) throw new Error('a search key is missing')
  if ('list' in token) return all([...token.list], largest)
  const word = wordsOf(token) ?? ''
  const next = (): string => {
    const words = wordsOf(rest.shift())
    if (words === undefined) throw new Error('a search key is not complete')
    return words
  }
  const key = word.toUpperCase()
  const simple = plain[key]
  if (simple) return simple
  const numbers = parseSet(word, largest.number)
  if (numbers) return (one) => numbers(one.number)
  switch (key) {
    case 'UID': {
      const uids = parseSet(next(), largest.uid)
      if (!uids) throw new Error('not a set of UIDs')
      return (one) => uids(one.message.uid)
    }
    case 'HEADER': {
      const name = next()
      const part = next()
      return (one) => headerHas(one, name, part)
    }
    case 'FROM':
    case 'TO':
    case 'SUBJECT': {
      const part = next()
      return (one) => headerHas(one, key, part)
    }
    case 'SINCE': {
      const from = dayOf(next())
      if (from === null) throw new Error('not a date')
      return (one) => one.message.at >= from
    }
    case 'NOT': {
      const test = readKey(rest, largest)
      return (one) => !test(one)
    }
    case 'OR': {
      const first = readKey(rest, largest)
      const second = readKey(rest, largest)
      return (one) => first(one) || second(one)
    }
    default:
      throw new Error(`${key} is not in the subset`)
  }
}

const all = (tokens: Token[], largest: Largest): Test => {
  const tests: Test[] = []
  while (tokens.length > 0) tests.push(readKey(tokens, largest))
  return (one) => tests.every((test) => test(one))
}

/** The mails that match every key (RFC 9051, 6.4.4); null when a key is not one of the subset. */
export const search = (mails: readonly Numbered[], keys: readonly Token[]): readonly Numbered[] | null => {
  const last = mails.at(-1)
  try {
    const tokens = [...keys]
    if (wordsOf(tokens[0])?.toUpperCase() === 'CHARSET') tokens.splice(0, 2)
    if (tokens.length === 0) return null
    const test = all(tokens, { number: last?.number ?? 0, uid: last?.message.uid ?? 0 })
    return mails.filter(test)
  } catch {
    return null
  }
}
