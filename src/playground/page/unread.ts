import type { Person } from './place.ts'

/** Which messages each person has read, kept while the page is served. */
export type Reading = Readonly<{
  /** The person read everything of the channel up to `ts`. */
  read(person: Person, channelId: string, ts: string): void
  /** How many messages of others the person has not read there; replies in threads and lines of Slack are not counted. */
  unread(person: Person, channelId: string): number
}>

/** Nobody has read anything yet. */
export const createReading = (): Reading => {
  const last = new Map<string, string>()
  const key = (person: Person, channelId: string) => `${person.id} ${channelId}`
  return {
    read: (person, channelId, ts) => {
      const before = last.get(key(person, channelId)) ?? ''
      if (ts > before) last.set(key(person, channelId), ts)
    },
    unread: (person, channelId) => {
      const since = last.get(key(person, channelId)) ?? ''
      return person
        .messages(channelId)
        .filter((it) => it.ts > since && it.fromId !== person.id && !it.notice)
        .filter((it) => it.threadTs === undefined || it.threadTs === it.ts).length
    },
  }
}
