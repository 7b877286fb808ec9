import { simpleParser } from 'mailparser'
import type { Account } from './account.ts'
import { createAccount } from './account.ts'
import type { Fate, Held, ListSettings } from './list-server.ts'
import { fateOf } from './list-server.ts'
import { headerOf, takeApart } from './raw-mail.ts'

/** What the playground's owner can do with a list. */
export type List = Readonly<{
  settings: ListSettings
  held(): readonly Held[]
  /** A moderator lets a held mail go out. Refuses (throws) a Message-ID that is not held. */
  accept(messageId: string): Promise<void>
  /** A moderator throws a held mail away. */
  discard(messageId: string): void
}>

/** Where mail goes inside the playground; nothing leaves it. */
export type PostOffice = Readonly<{
  /** The account of an address; it is made when first asked for. */
  account(address: string): Account
  addList(settings: ListSettings): List
  /** Whether anyone, person or list, lives at the address. */
  knows(address: string): boolean
  /** Hands one accepted mail to its recipient. */
  deliver(raw: Buffer, to: string): Promise<void>
}>

type OwnList = Readonly<{ settings: ListSettings; held: Held[] }>

/** RFC 5322 date-time of an instant (ms UTC). */
const rfcDate = (at: number): string => {
  const utc = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC')
  const weekday = utc.toLocaleString('en-US', { weekday: 'short' })
  const month = utc.toLocaleString('en-US', { month: 'short' })
  return `${weekday}, ${utc.day} ${month} ${utc.year} ${utc.toPlainTime().toString({ smallestUnit: 'second' })} +0000`
}

/** `now` is desk time, ms UTC; it dates arrivals and notices. */
export const createPostOffice = (options: Readonly<{ now: () => number; password: () => string }>): PostOffice => {
  const accounts = new Map<string, Account>()
  const lists = new Map<string, OwnList>()

  const account = (asked: string): Account => {
    const address = asked.toLowerCase()
    const known = accounts.get(address)
    if (known) return known
    const uidValidity = 1000 + accounts.size
    const made = createAccount({ address, password: options.password(), now: options.now, uidValidity })
    accounts.set(address, made)
    return made
  }

  const judge = async (settings: ListSettings, raw: Buffer, accepted: boolean): Promise<Fate> => {
    const parsed = await simpleParser(raw)
    const date = rfcDate(options.now())
    return fateOf(settings, { raw, subject: parsed.subject ?? '', date, ...(accepted ? { accepted } : {}) })
  }

  const post = async (list: OwnList, raw: Buffer, accepted: boolean) => {
    const fate = await judge(list.settings, raw, accepted)
    if ('distribute' in fate) {
      for (const member of fate.to) account(member).receive(fate.distribute)
    } else if ('hold' in fate) {
      const messageId = headerOf(takeApart(raw), 'message-id') ?? ''
      list.held.push({ messageId, raw, reason: fate.hold })
      account(fate.to).receive(fate.notice)
    }
  }

  const take = (held: Held[], messageId: string): Held => {
    const index = held.findIndex((one) => one.messageId === messageId)
    const [one] = index === -1 ? [] : held.splice(index, 1)
    if (!one) throw new Error(`the list holds no mail ${messageId}`)
    return one
  }

  return {
    account,
    addList: (settings) => {
      const own: OwnList = { settings, held: [] }
      lists.set(settings.address.toLowerCase(), own)
      for (const member of settings.members) account(member)
      return {
        settings,
        held: () => [...own.held],
        accept: async (messageId) => post(own, take(own.held, messageId).raw, true),
        discard: (messageId) => {
          take(own.held, messageId)
        },
      }
    },
    knows: (address) => accounts.has(address.toLowerCase()) || lists.has(address.toLowerCase()),
    deliver: async (raw, to) => {
      const list = lists.get(to.toLowerCase())
      if (list) return post(list, raw, false)
      account(to).receive(raw)
    },
  }
}
