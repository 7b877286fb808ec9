import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { approvedForm } from '../../../src/adapters/mail/approved-form.ts'
import { createListPost } from '../../../src/adapters/mail/list-post.ts'
import { buildMessage } from '../../../src/adapters/mail/message.ts'
import { signForList } from '../../../src/adapters/mail/sign.ts'
import { readSigningKey } from '../../../src/adapters/mail/signing-key.ts'
import type { Submission } from '../../../src/adapters/mail/submit.ts'
import type { Place } from '../../../src/kernel/place.ts'
import { isRefusal } from '../../../src/kernel/refusal.ts'
import { cleared, isCleared } from './cleared-for-tests.ts'

const words = {
  from: { address: 'desk@cordon.example', name: 'Desk' },
  to: { address: 'kubeflow-security@lists.example' },
  subject: 'Hello',
  text: 'Text\n',
  html: '<p>Text</p>\n',
}
const at = Date.UTC(2023, 0, 18, 16)
const bytesOf = (changes: Partial<typeof words> = {}): Buffer => {
  const bytes = buildMessage({ ...words, ...changes, messageId: '<a@cordon.example>', date: at })
  if (isRefusal(bytes)) throw new Error(bytes.rule)
  return bytes
}
const keyOf = () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const key = readSigningKey({ pem, domain: 'cordon.example', selector: 'desk' })
  if (isRefusal(key)) throw new Error(key.rule)
  return key
}
const list: Place = { list: 'security' }
const attempt = { attempt: 1, signal: new AbortController().signal }

const posting = (key: ReturnType<typeof keyOf> | null = null) => {
  const sent: Submission[] = []
  const post = createListPost({
    isCleared,
    addressOf: (asked) => (asked === 'security' ? words.to.address : undefined),
    key,
    submit: async (mail) => {
      sent.push(mail)
      return { done: { accepted: 250 } }
    },
  })
  return { sent, post: (given: Parameters<typeof post>[0]) => post(given, attempt) }
}

describe('posting to a list', () => {
  it('sends the stored bytes when they say what the gate cleared for that list', async () => {
    const { sent, post } = posting()
    const outcome = await post({ cleared: cleared(list, approvedForm(words).words), bytes: bytesOf() })
    expect(outcome).toEqual({ done: { accepted: 250 } })
    expect(sent).toEqual([{ from: words.from.address, to: words.to.address, bytes: bytesOf() }])
  })

  it('holds what the gate did not clear, or cleared for another place', async () => {
    const { sent, post } = posting()
    const good = cleared(list, words)
    const bytes = bytesOf()
    expect(await post({ cleared: { ...good }, bytes })).toEqual({ held: 'not-cleared' })
    expect(await post({ cleared: cleared({ public: true }, words), bytes })).toEqual({ held: 'not-a-list' })
    expect(await post({ cleared: cleared({ list: 'other' }, words), bytes })).toEqual({ held: 'other-list' })
    const elsewhere = { ...words, to: { address: 'else@lists.example' } }
    expect(await post({ cleared: cleared(list, elsewhere), bytes: bytesOf(elsewhere) })).toEqual({ held: 'other-list' })
    expect(sent).toEqual([])
  })

  it.each([
    ['text', { text: 'Other\n' }],
    ['html', { html: '<p>Other</p>\n' }],
    ['subject', { subject: 'Other' }],
    ['from', { from: { address: 'desk@cordon.example', name: 'Boss' } }],
    ['to', { to: { address: 'else@lists.example' } }],
  ])('holds bytes whose %s differs from what was cleared', async (_, changes) => {
    const { sent, post } = posting()
    expect(await post({ cleared: cleared(list, words), bytes: bytesOf(changes) })).toEqual({ held: 'other-words' })
    expect(sent).toEqual([])
  })

  it('holds bytes in which words could hide', async () => {
    const { sent, post } = posting()
    const bytes = Buffer.concat([Buffer.from('X-Note: words\r\n'), bytesOf()])
    expect(await post({ cleared: cleared(list, words), bytes })).toEqual({ held: 'mail-shape' })
    expect(sent).toEqual([])
  })

  it('lets nothing unsigned or wrongly signed leave when a key is set', async () => {
    const key = keyOf()
    const { sent, post } = posting(key)
    const signed = await signForList(bytesOf(), key, at)
    const foreign = await signForList(bytesOf(), keyOf(), at)
    if (isRefusal(signed) || isRefusal(foreign)) throw new Error('the mail was not signed')
    const clear = cleared(list, words)
    expect(await post({ cleared: clear, bytes: bytesOf() })).toEqual({ held: 'signature' })
    expect(await post({ cleared: clear, bytes: foreign })).toEqual({ held: 'signature' })
    expect(sent).toEqual([])
    expect(await post({ cleared: clear, bytes: signed })).toEqual({ done: { accepted: 250 } })
    expect(sent[0]?.bytes).toEqual(signed)
  })
})
