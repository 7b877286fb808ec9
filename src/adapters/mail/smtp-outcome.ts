import type { Performed } from '../../kernel/act.ts'
import { minute } from '../../kernel/time.ts'

/** What a failed submission left behind. `dotSent`: the final dot may have reached the host. */
export type Failure = Readonly<{
  dotSent: boolean
  /** The library's code: ECONNECTION, ETIMEDOUT, ETLS, … */
  code: string
  /** The command that was answered, such as `RCPT TO`. */
  command: string
  /** The host's answer: its code and whole text; null when none came. */
  answer: Readonly<{ code: number; text: string }> | null
}>

/** When a deferred mail is tried again, by the attempts made so far. */
const backOff = [1, 5, 15, 30, 60].map((minutes) => minutes * minute)

const enhanced = (text: string): string => /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1] ?? ''

/**
 * Answers that speak of us, not of the recipient: not let in (530, 535), over quota (5.4.5, as Google answers it), not
 * allowed (5.7.x).
 */
const pauses = (answer: Readonly<{ code: number; text: string }>): boolean =>
  answer.code >= 500 && ([530, 535].includes(answer.code) || /^5\.(7\.|4\.5$)/.test(enhanced(answer.text)))

/** An answer to the mail itself. A line that was cut off, or an answer to something else, is none once the dot is out. */
const isDecisive = (failure: Failure): boolean =>
  failure.answer !== null &&
  failure.answer.code >= 400 &&
  (!failure.dotSent || failure.command === 'DATA' || failure.answer.code === 421)

/**
 * What comes of a submission that did not go well, by the rules of the design: only an answer decides. Once the final
 * dot may have arrived, anything but an answer is ambiguous. `line` is line time (ms UTC), `attempt` counts from 1.
 */
export const judge = (failure: Failure, at: Readonly<{ line: number; attempt: number }>): Performed<never> => {
  const { answer } = failure
  if (answer !== null && isDecisive(failure)) {
    const reason = `smtp-${answer.code}`
    if (answer.code < 500) {
      const wait = backOff[Math.min(at.attempt, backOff.length) - 1] ?? minute
      return { retryAt: at.line + wait, reason }
    }
    if (failure.command === 'RCPT TO' && !pauses(answer)) return { failed: reason, permanent: true }
    return { held: 'submission-paused' }
  }
  if (failure.dotSent) return { ambiguous: 'answer-lost' }
  if (failure.code === 'EAUTH') return { held: 'submission-paused' }
  if (failure.code === 'EMESSAGE') return { failed: 'too-large', permanent: true }
  if (failure.code === 'EENVELOPE') return { failed: 'envelope', permanent: true }
  return { failed: failure.code === 'ETLS' ? 'tls' : 'connection' }
}
