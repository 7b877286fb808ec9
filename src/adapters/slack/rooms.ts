import type { Found, Performed } from '../../kernel/act.ts'
import { type PersonId, personId } from '../../kernel/person.ts'
import type { Cleared } from '../../kernel/place.ts'
import type { Slack } from './client.ts'
import { createFiles } from './files.ts'
import type { IsCleared } from './ports.ts'
import { outcomeOf, type Trouble } from './trouble.ts'

export type RoomPorts = Readonly<{
  slack: Slack
  isCleared: IsCleared
  /** Cordon's own account, and the workspace's address; null until Slack has said. */
  self(): Readonly<{ user: string; url: string }> | null
}>

export type Room = Readonly<{ channel: string; private: boolean }>

/** Accounts that Slack lets into no room of ours. https://docs.slack.dev/reference/methods/conversations.invite */
const barred = new Set([
  'cant_invite',
  'no_user',
  'user_not_found',
  'user_disabled',
  'user_team_not_in_channel',
  'user_is_bot',
  'user_is_restricted',
  'user_is_ultra_restricted',
  'ura_max_channels',
  'external_user',
])
const mayNotRemove = new Set(['restricted_action', 'cant_kick_from_general', 'user_is_restricted'])

const isCode = (trouble: Trouble, codes: ReadonlySet<string>) => trouble.means === 'refused' && codes.has(trouble.code)
const one = (code: string) => new Set([code])
const notCleared = { failed: 'not_cleared', permanent: true } as const

/** Lists end only where Slack gives no cursor: pages may be short, or empty, and more may follow. */
const most = 500

/** Rooms as private channels of Slack; every answer is an act's outcome. */
export const createRooms = (ports: RoomPorts) => {
  const { slack, isCleared } = ports

  /** Every page of a list, or the trouble met on the way. */
  const pages = async <P extends Readonly<{ response_metadata?: { next_cursor?: string } }>, T>(
    ask: (cursor: Readonly<{ cursor?: string; limit: number }>) => Promise<P>,
    read: (page: P) => readonly T[],
  ): Promise<readonly T[] | Trouble> => {
    const all: T[] = []
    let cursor = ''
    for (let at = 0; at < most; at++) {
      const answer = await slack.ask(() => ask({ limit: 200, ...(cursor === '' ? {} : { cursor }) }))
      if ('trouble' in answer) return answer.trouble
      all.push(...read(answer.ok))
      cursor = answer.ok.response_metadata?.next_cursor ?? ''
      if (cursor === '') return all
    }
    return { code: 'endless_list', means: 'lost' }
  }

  const make = async (name: Cleared<Readonly<{ name: string }>>): Promise<Performed<Room>> => {
    if (!isCleared(name)) return notCleared
    const answer = await slack.ask((web) => web.conversations.create({ name: name.rendered.name, is_private: true }))
    if ('trouble' in answer) {
      // Another name is asked for under the same act, so this refusal is the asker's to settle.
      if (answer.trouble.code === 'name_taken') return { failed: 'name_taken' }
      return outcomeOf(answer.trouble)
    }
    const { id, is_private } = answer.ok.channel ?? {}
    return id ? { done: { channel: id, private: is_private === true } } : { ambiguous: 'unreadable_answer' }
  }

  const findOwn = async (name: string): Promise<Found<Room>> => {
    const self = ports.self()
    const ours = await pages(
      (cursor) => slack.web.users.conversations({ types: 'private_channel', exclude_archived: true, ...cursor }),
      (page) => page.channels ?? [],
    )
    if (!self || 'means' in ours) return 'unknown'
    const room = ours.find((each) => each.name === name && each.creator === self.user)
    return room?.id ? { done: { channel: room.id, private: room.is_private === true } } : 'absent'
  }

  const members = async (channel: string): Promise<Performed<ReadonlySet<PersonId>>> => {
    const ids = await pages(
      (cursor) => slack.web.conversations.members({ channel, ...cursor }),
      (page) => page.members ?? [],
    )
    if ('means' in ids) return outcomeOf(ids)
    return { done: new Set(ids.filter((id) => personId.safeParse(id).success)) }
  }

  const invite = async (channel: string, person: PersonId): Promise<Performed<'inside' | 'barred'>> => {
    const answer = await slack.ask((web) => web.conversations.invite({ channel, users: person }))
    if (!('trouble' in answer) || isCode(answer.trouble, one('already_in_channel'))) return { done: 'inside' }
    return isCode(answer.trouble, barred) ? { done: 'barred' } : outcomeOf(answer.trouble)
  }

  const remove = async (channel: string, person: PersonId): Promise<Performed<'outside' | 'refused'>> => {
    const answer = await slack.ask((web) => web.conversations.kick({ channel, user: person }))
    if (!('trouble' in answer) || isCode(answer.trouble, one('not_in_channel'))) return { done: 'outside' }
    return isCode(answer.trouble, mayNotRemove) ? { done: 'refused' } : outcomeOf(answer.trouble)
  }

  return {
    /** Asks for a private channel, never for a public one; what it got is told by `private`, from Slack's answer. */
    create: make,
    /** Among the channels Cordon is in, the one of this name that it made itself. */
    findOwn,
    members,
    /** `barred`: Slack lets this account into no room. */
    invite,
    /** `refused`: the workspace lets Cordon remove nobody. */
    remove,
    setTopic: async (channel: string, topic: Cleared<Readonly<{ topic: string }>>): Promise<Performed<true>> => {
      if (!isCleared(topic)) return notCleared
      const answer = await slack.ask((web) => web.conversations.setTopic({ channel, topic: topic.rendered.topic }))
      return 'trouble' in answer ? outcomeOf(answer.trouble) : { done: true }
    },
    archive: async (channel: string): Promise<Performed<true>> => {
      const answer = await slack.ask((web) => web.conversations.archive({ channel }))
      if (!('trouble' in answer) || isCode(answer.trouble, one('already_archived'))) return { done: true }
      return outcomeOf(answer.trouble)
    },
    link: (channel: string): string => {
      const self = ports.self()
      return self ? new URL(`archives/${channel}`, self.url).href : `https://slack.com/app_redirect?channel=${channel}`
    },
    ...createFiles({ slack, isCleared }),
  }
}
