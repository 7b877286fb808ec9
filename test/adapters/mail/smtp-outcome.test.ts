import { describe, expect, it } from 'vitest'
import type { Failure } from '../../../src/adapters/mail/smtp-outcome.ts'
import { judge } from '../../../src/adapters/mail/smtp-outcome.ts'

const at = { line: 1_000_000, attempt: 1 }
const judged = (changes: Partial<Failure>, attempt = 1) =>
  judge({ dotSent: false, code: 'EENVELOPE', command: 'RCPT TO', answer: null, ...changes }, { ...at, attempt })
const answer = (text: string) => ({ code: Number(text.slice(0, 3)), text })
const later = (minutes: number, reason: string) => ({ retryAt: at.line + minutes * 60_000, reason })
const paused = { held: 'submission-paused' }

describe('what comes of a failed submission', () => {
  it('fails for good when the recipient is refused', () => {
    for (const text of ['550 5.1.1 No such user', '550 no such user', '553 5.1.3 bad', '552 5.2.2 full'])
      expect(judged({ answer: answer(text) })).toEqual({ failed: `smtp-${text.slice(0, 3)}`, permanent: true })
  })

  it('pauses the sending when the host speaks of us, even at RCPT', () => {
    for (const text of ['530 5.7.0 Must authenticate', '535 no', '550 5.4.5 Daily limit exceeded', '550-5.7.1 blocked'])
      expect(judged({ answer: answer(text) })).toEqual(paused)
  })

  it('pauses the sending at any 5xx outside RCPT', () => {
    for (const command of ['MAIL FROM', 'DATA', 'AUTH PLAIN', 'EHLO', 'CONN'])
      expect(judged({ command, code: 'EMESSAGE', answer: answer('554 no') })).toEqual(paused)
    expect(judged({ command: 'DATA', dotSent: true, answer: answer('554 5.6.0 no') })).toEqual(paused)
  })

  it('tries again later, and later each time, at any 4xx', () => {
    const greylisted = answer('451 4.7.1 Greylisted')
    expect(judged({ answer: greylisted })).toEqual(later(1, 'smtp-451'))
    expect(judged({ answer: greylisted }, 2)).toEqual(later(5, 'smtp-451'))
    expect(judged({ answer: greylisted }, 99)).toEqual(later(60, 'smtp-451'))
    expect(judged({ command: 'DATA', dotSent: true, answer: greylisted })).toEqual(later(1, 'smtp-451'))
    expect(judged({ command: 'CONN', dotSent: true, answer: answer('421 4.3.2 going down') })).toEqual(
      later(1, 'smtp-421'),
    )
    expect(judged({ command: 'AUTH PLAIN', code: 'EAUTH', answer: answer('454 4.7.0 later') })).toEqual(
      later(1, 'smtp-454'),
    )
  })

  it('is ambiguous whenever the final dot may have arrived and no answer to it came', () => {
    for (const code of ['ECONNECTION', 'ESOCKET', 'ETIMEDOUT', 'EABORT', 'EPROTOCOL', 'EAUTH', 'EMESSAGE'])
      expect(judged({ dotSent: true, code, command: 'CONN' })).toEqual({ ambiguous: 'answer-lost' })
    expect(judged({ dotSent: true, command: 'CONN', answer: answer('550 5.') })).toEqual({ ambiguous: 'answer-lost' })
    expect(judged({ dotSent: true, command: 'DATA', answer: answer('354 what') })).toEqual({ ambiguous: 'answer-lost' })
  })

  it('may be tried again when the connection was lost before the final dot', () => {
    for (const code of ['ECONNECTION', 'ESOCKET', 'ETIMEDOUT', 'EDNS', 'EABORT'])
      expect(judged({ code, command: 'CONN' })).toEqual({ failed: 'connection' })
    expect(judged({ code: 'ETLS', command: 'STARTTLS' })).toEqual({ failed: 'tls' })
    expect(judged({ code: 'EAUTH', command: 'API' })).toEqual(paused)
    expect(judged({ code: 'EMESSAGE', command: 'MAIL FROM' })).toEqual({ failed: 'too-large', permanent: true })
  })
})
