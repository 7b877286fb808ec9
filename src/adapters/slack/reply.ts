import { z } from 'zod'
import { type ActRow, type Attempt, type Performed, performer } from '../../kernel/act.ts'
import type { PersonId } from '../../kernel/person.ts'
import type { Cleared } from '../../kernel/place.ts'
import { minute, second } from '../../kernel/time.ts'
import type { Read } from '../../kernel/tx.ts'
import type { Answered, Posted, Slack } from './client.ts'
import type { Envelope } from './envelope.ts'
import type { Clear, Inbox, IsCleared, Message, Words } from './ports.ts'
import { slackReply } from './reply-act.ts'
import type { Sender } from './send.ts'
import { outcomeOf } from './trouble.ts'
import { partsOf, type Texts, writeText } from './write-text.ts'

export type ReplyPorts = Readonly<{
  slack: Slack
  sender: Sender
  inbox: Pick<Inbox, 'find' | 'spend'>
  texts: Texts
  words: Words
  clear: Clear
  isCleared: IsCleared
  read: Read
}>

/** A response_url may be used five times within 30 minutes. https://docs.slack.dev/interactivity/handling-user-interaction */
const uses = 5
const lasts = 30 * minute

type Way = Performed<{ by: 'response' | 'message' }>

const refusedAnswer = z.object({ ok: z.literal(false) })

/** What an answer of a response_url means: said, not said (the address is used up), or an outcome of the act. Pure. */
export const responseMeans = (answer: Posted, line: number): 'said' | 'not-said' | Performed<never> => {
  if (answer.status === 429)
    return { retryAt: line + Math.max(answer.retryAfter ?? 30, 1) * second, reason: 'ratelimited' }
  if (answer.status >= 500) return { ambiguous: `http_${answer.status}` }
  if (answer.status !== 200) return 'not-said'
  if (!answer.text.startsWith('{')) return 'said'
  return refusedAnswer.safeParse(parsed(answer.text)).success ? 'not-said' : 'said'
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The performer of answers: by the response_url while it lasts, else by direct message. */
export const createReplies = (ports: ReplyPorts): ActRow => {
  const { slack, sender, inbox } = ports

  /** Each use is counted before it is made, so that a process that dies has counted it. */
  const respondable = async (envelope: Envelope | null): Promise<string | null> => {
    if (!envelope || !('respond' in envelope.body) || envelope.body.respond === null) return null
    if (slack.clock.line() > envelope.at + lasts) return null
    return (await inbox.spend(envelope.key)) <= uses ? envelope.body.respond : null
  }

  const respond = async (address: string, cleared: Cleared<Message>): Promise<Answered<Posted>> =>
    ports.isCleared(cleared)
      ? slack.post(
          address,
          JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...cleared.rendered }),
        )
      : { trouble: { code: 'not_cleared', means: 'refused', permanent: true } }

  const byMessage = async (person: PersonId, cleared: Cleared<Message>, attempt: Attempt): Promise<Way> => {
    const direct = await sender.direct(person)
    if ('trouble' in direct) return outcomeOf(direct.trouble)
    const posted = await sender.post({ cleared, channel: direct.ok, key: attempt.key }, attempt.signal)
    return 'trouble' in posted ? outcomeOf(posted.trouble) : { done: { by: 'message' } }
  }

  const say = async (
    to: Readonly<{ person: PersonId; envelope: Envelope | null }>,
    cleared: Cleared<Message>,
    attempt: Attempt,
  ): Promise<Way> => {
    const address = await respondable(to.envelope)
    if (address === null) return byMessage(to.person, cleared, attempt)
    const answer = await respond(address, cleared)
    if ('trouble' in answer)
      return answer.trouble.means === 'refused' ? byMessage(to.person, cleared, attempt) : outcomeOf(answer.trouble)
    const means = responseMeans(answer.ok, slack.clock.line())
    if (means === 'not-said') return byMessage(to.person, cleared, attempt)
    return means === 'said' ? { done: { by: 'response' } } : means
  }

  return performer(slackReply, {
    perform: async (refs, attempt) => {
      const { doc, envelope } = await ports.read(async (tx) => ({
        doc: await writeText(ports.texts, tx, refs),
        envelope: await inbox.find(tx, refs.delivery),
      }))
      if (!doc) return { superseded: 'not-wanted' }
      const to = { person: refs.person, envelope }
      const why = doc.author === refs.person ? { author: doc.author } : undefined
      let last: Way = { superseded: 'empty' }
      for (const part of partsOf(ports.words, doc)) {
        const cleared = await ports.clear({ person: refs.person }, part.doc, part.message, why)
        if ('held' in cleared) return { held: cleared.held }
        last = await say(to, cleared, attempt)
        if (!('done' in last)) return last
      }
      return last
    },
    // What only one person sees for a while cannot be looked for.
    find: async () => 'unknown',
    settled: async () => {},
    unknown: { repeat: 'an answer said twice to the one person who asked changes nothing; each attempt is counted' },
  })
}
