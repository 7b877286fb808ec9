import type { Token } from './imap-parse.ts'
import { wordsOf } from './imap-parse.ts'
import type { Numbered } from './imap-search.ts'
import { takeApart } from './raw-mail.ts'

/** One thing a client asks of a mail. `peek` leaves \Seen alone. */
export type Item =
  | Readonly<{ item: 'UID' | 'FLAGS' | 'INTERNALDATE' | 'RFC822.SIZE' }>
  | Readonly<{
      item: 'BODY'
      label: string
      section: string
      fields: readonly string[]
      peek: boolean
      part: Part | null
    }>
type Part = Readonly<{ from: number; size: number | null }>

const bodyItem = (atom: string): Item | null => {
  const match = /^BODY(\.PEEK)?\[(HEADER|TEXT|HEADER\.FIELDS(?:\.NOT)? \(([^()]*)\)|)\](?:<(\d+)(?:\.(\d+))?>)?$/i.exec(
    atom,
  )
  if (!match) return null
  const [, peek, section = '', fields, from, size] = match
  const origin = from === undefined ? '' : `<${from}>`
  return {
    item: 'BODY',
    label: `BODY[${section}]${origin}`,
    section: section.toUpperCase().split(' ')[0] ?? '',
    fields: (fields ?? '')
      .toLowerCase()
      .split(' ')
      .map((name) => name.replace(/"/g, '')),
    peek: peek !== undefined,
    part: from === undefined ? null : { from: Number(from), size: size === undefined ? null : Number(size) },
  }
}

const oneItem = (atom: string): readonly Item[] | null => {
  const name = atom.toUpperCase()
  if (name === 'FAST') return [{ item: 'FLAGS' }, { item: 'INTERNALDATE' }, { item: 'RFC822.SIZE' }]
  if (name === 'UID' || name === 'FLAGS' || name === 'INTERNALDATE' || name === 'RFC822.SIZE') return [{ item: name }]
  const body = bodyItem(atom)
  return body ? [body] : null
}

/** Reads the items of a FETCH (RFC 9051, 6.4.5); null when one is outside the named subset. */
export const readItems = (token: Token | undefined): readonly Item[] | null => {
  const tokens = token !== undefined && 'list' in token ? token.list : token === undefined ? [] : [token]
  const items: Item[] = []
  for (const one of tokens) {
    const read = oneItem(wordsOf(one) ?? '')
    if (!read) return null
    items.push(...read)
  }
  return items.length === 0 ? null : items
}

/** `18-Jan-2023 16:00:00 +0000`, as INTERNALDATE is written. */
const internalDate = (at: number): string => {
  const utc = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC')
  const month = utc.toLocaleString('en-US', { month: 'short' })
  const day = String(utc.day).padStart(2, ' ')
  return `"${day}-${month}-${utc.year} ${utc.toPlainTime().toString({ smallestUnit: 'second' })} +0000"`
}

const sectionOf = (raw: Buffer, section: string, names: readonly string[]): Buffer => {
  if (section === '') return raw
  const mail = takeApart(raw)
  if (section === 'TEXT') return mail.body
  const wanted = mail.fields.filter((field) => {
    if (section === 'HEADER') return true
    return names.includes(field.name) === (section === 'HEADER.FIELDS')
  })
  return Buffer.from(`${wanted.map((field) => field.raw).join('')}\r\n`, 'latin1')
}

const answerItem = (one: Numbered, item: Item): Buffer => {
  switch (item.item) {
    case 'UID':
      return Buffer.from(`UID ${one.message.uid}`)
    case 'FLAGS':
      return Buffer.from(`FLAGS (${[...one.message.flags].join(' ')})`)
    case 'INTERNALDATE':
      return Buffer.from(`INTERNALDATE ${internalDate(one.message.at)}`)
    case 'RFC822.SIZE':
      return Buffer.from(`RFC822.SIZE ${one.message.raw.length}`)
    case 'BODY': {
      const whole = sectionOf(one.message.raw, item.section, item.fields)
      const part = item.part
      const end = part?.size == null ? undefined : part.from + part.size
      const bytes = part ? whole.subarray(part.from, end) : whole
      return Buffer.concat([Buffer.from(`${item.label} {${bytes.length}}\r\n`, 'latin1'), bytes])
    }
  }
}

/** The untagged FETCH answer for one mail. A body read without PEEK sets \Seen, unless the folder is only examined. */
export const answerFetch = (one: Numbered, items: readonly Item[], readOnly: boolean): Buffer => {
  const reads = items.some((item) => item.item === 'BODY' && !item.peek)
  const marks = reads && !readOnly && !one.message.flags.has('\\Seen')
  if (marks) one.message.flags.add('\\Seen')
  const told: readonly Item[] =
    marks && !items.some((item) => item.item === 'FLAGS') ? [...items, { item: 'FLAGS' }] : items
  const answers = told.flatMap((item, index) => [Buffer.from(index === 0 ? '' : ' '), answerItem(one, item)])
  return Buffer.concat([Buffer.from(`* ${one.number} FETCH (`), ...answers, Buffer.from(')\r\n')])
}
