import { html } from 'hono/html'
import type { SeenMessage } from '../slack/person/seen.ts'
import { type Fragment, fragmentOf } from './fragment.ts'
import { dayKeyOf, dayOf, msOf } from './instant.ts'
import type { Html } from './markup.ts'
import { drawMessage } from './message.ts'
import type { Sight } from './sight.ts'

/** Messages that a page begins with, and that "show earlier" adds. */
export const atATime = 100
/** Messages of one author that are at most this far apart stand under one name (ms). */
const together = 5 * 60_000

const isReply = (it: SeenMessage): boolean => it.threadTs !== undefined && it.threadTs !== it.ts

const messagesOf = ({ place, person }: Sight): readonly SeenMessage[] =>
  place.kind === 'home' || place.channelId === null ? [] : person.messages(place.channelId)

/** The messages of the place that are shown, and how many earlier ones are not. */
export const shownOf = (sight: Sight): Readonly<{ shown: readonly SeenMessage[]; earlier: number }> => {
  const roots = messagesOf(sight).filter((it) => !isReply(it))
  const { first } = sight
  const found = first === null ? -1 : roots.findIndex((it) => it.ts >= first)
  const from = found >= 0 ? found : Math.max(0, roots.length - atATime)
  return { shown: roots.slice(from), earlier: from }
}

/** Whether a message goes on where its author wrote just before. */
const followsOn = (before: SeenMessage | undefined, it: SeenMessage, zone: string): boolean =>
  before !== undefined &&
  !before.notice &&
  !it.notice &&
  before.fromId === it.fromId &&
  before.ephemeral === it.ephemeral &&
  !it.ephemeral &&
  msOf(it.ts) - msOf(before.ts) <= together &&
  dayKeyOf(msOf(before.ts), zone) === dayKeyOf(msOf(it.ts), zone)

const dayLine = (id: string, ms: number, zone: string): Html =>
  html`<li class="day" id="${id}"><span>${dayOf(ms, zone)}</span></li>`

/** The list of the place: messages, and a line where a day begins. */
export const listOfPlace = async (sight: Sight): Promise<readonly Fragment[]> => {
  const { zone } = sight
  const { shown } = shownOf(sight)
  const replies = Map.groupBy(messagesOf(sight).filter(isReply), (it) => it.threadTs)
  const items: Promise<Fragment>[] = []
  let day = ''
  for (const [at, it] of shown.entries()) {
    const ms = msOf(it.ts)
    const key = dayKeyOf(ms, zone)
    if (key !== day) items.push(fragmentOf(`d-${key}`, dayLine(`d-${key}`, ms, zone), 'messages'))
    day = key
    const follows = followsOn(shown[at - 1], it, zone)
    const standing = { id: `m-${it.ts}`, follows, replies: replies.get(it.ts) ?? [] }
    items.push(fragmentOf(standing.id, drawMessage(sight, it, standing), 'messages'))
  }
  return Promise.all(items)
}

/** The list of the thread that is open: its first message, then the replies. */
export const listOfThread = async (sight: Sight): Promise<readonly Fragment[]> => {
  const { thread, zone } = sight
  if (thread === null) return []
  const said = messagesOf(sight).filter((it) => it.ts === thread || it.threadTs === thread)
  return Promise.all(
    said.map((it, at) => {
      const standing = { id: `t-${it.ts}`, follows: at > 1 && followsOn(said[at - 1], it, zone), replies: null }
      return fragmentOf(standing.id, drawMessage(sight, it, standing), 'replies')
    }),
  )
}
