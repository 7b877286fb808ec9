import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { admitted } from '../../../src/adapters/slack/admit.ts'
import { buttonValue, pickCommand } from '../../../src/adapters/slack/find-row.ts'
import { createDoorTexts, doorRebuffs, refusedDoc, usageOf } from '../../../src/adapters/slack/text.ts'
import { command } from '../../../src/kernel/door.ts'
import { standing } from '../../../src/kernel/person.ts'
import { isRefusal } from '../../../src/kernel/refusal.ts'
import { Tx } from '../../../src/kernel/tx.ts'
import { plainWords } from './fakes.ts'

const row = (word: string, verb: string, usage: string) =>
  command({
    word,
    verb,
    usage,
    says: `Does ${verb || word}.`,
    may: 'any',
    args: z.array(z.string()),
    look: async () => null,
    run: async () => ({ done: true }),
  })
const commands = [row('incident', 'open', 'open [severity]'), row('incident', 'close', 'close'), row('report', '', '')]
const pick = (name: string, ...tokens: string[]) =>
  pickCommand({ prefix: 'kf-', commands, nearest: plainWords.nearest }, name, tokens)

const rebuffs = doorRebuffs('kf-')

describe('the row of a command', () => {
  test('is found by word and verb, whatever the case, with the words behind', () => {
    expect(pick('/kf-incident', 'OPEN', 'High')).toEqual({ row: commands[0], args: ['High'] })
  })
  test('without verbs takes all words', () => {
    expect(pick('/kf-report', 'a', 'b')).toEqual({ row: commands[2], args: ['a', 'b'] })
    expect(pick('/kf-report')).toEqual({ row: commands[2], args: [] })
  })
  test('is help for nothing, for `help`, and for a command that is none of ours', () => {
    expect(pick('/kf-incident')).toEqual({ help: 'incident' })
    expect(pick('/kf-report', 'help')).toEqual({ help: 'report' })
    expect(pick('/kf-other', 'open')).toEqual({ help: 'other' })
  })
  test('is unknown otherwise, with what is nearest among its own verbs', () => {
    expect(pick('/kf-incident', 'opne')).toEqual({ unknown: 'incident', near: 'open' })
    expect(pick('/kf-incident', 'zzz')).toEqual({ unknown: 'incident', near: null })
  })
})

describe('what a button carries', () => {
  test('is read back whatever it is, and never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, text) => {
        expect(buttonValue(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)))
        expect(() => buttonValue(text)).not.toThrow()
      }),
    )
    expect(buttonValue('{')).toBeUndefined()
    expect(buttonValue(null)).toEqual({})
  })
})

describe('who is let in', () => {
  test.each(standing.options.flatMap((it) => [[it, true] as const, [it, false] as const]))(
    '%s where guests may: %s',
    (it, guestsMay) => {
      const answer = admitted({ id: 'UADA', name: 'Ada', standing: it }, guestsMay)
      const refusal = isRefusal(answer) ? answer : null
      const in_ = it === 'member' || (it === 'guest' && guestsMay)
      expect(refusal?.rule ?? null).toBe(in_ ? null : it)
      if (refusal) expect(rebuffs).toHaveProperty(refusal.rule)
    },
  )
  test('nobody whom Slack does not know', () => {
    expect(admitted(null, true)).toMatchObject({ rule: 'who-are-you' })
  })
})

describe('a text of the door', () => {
  const texts = new Map(
    createDoorTexts({ prefix: 'kf-', commands, forms: [], rebuffs }).map((it) => [it.name, it] as const),
  )
  const write = async (name: string, about: unknown) => JSON.stringify(await texts.get(name)?.write(new Tx(), about))

  test('of help lists every row of the word, and no other', async () => {
    const help = await write('door.help', { word: 'incident' })
    for (const said of ['/kf-incident open [severity]', 'Does open.', '/kf-incident close'])
      expect(help).toContain(said)
    expect(help).not.toContain('kf-report')
  })
  test('of a mistyped command shows what was perhaps meant', async () => {
    expect(await write('door.unknown-command', { word: 'incident', near: 'close' })).toContain('/kf-incident close')
    expect(await write('door.unknown-command', { word: 'incident', near: null })).not.toContain('Did you mean')
  })
  test('of a failure has the reference', async () => {
    expect(await write('door.failed', { reference: 'abc123' })).toContain('abc123')
  })
  test('of words that cannot be read gives the whole command, to be written as it stands', () => {
    const about = { rule: 'usage', word: 'incident', verb: 'open', usage: 'open [critical|high]' }
    expect(JSON.stringify(refusedDoc(rebuffs, about))).toContain('Write it as /kf-incident open [critical|high]"')
  })
  test.each(Object.keys(rebuffs))('of the refusal %s says what is wrong and what to do', (rule) => {
    const doc = refusedDoc(rebuffs, { rule, who: 'responder', usage: '/kf-incident open' })
    expect(doc.blocks).toHaveLength(2)
    expect(JSON.stringify(doc)).not.toContain('undefined')
  })
  test('of a rule nobody has words for still says that nothing was done', () => {
    for (const rule of ['other', 'constructor'])
      expect(refusedDoc(rebuffs, { rule }).title).toContain('nothing was done')
  })
  test('of a form that is gone is not written', async () => {
    expect(await write('door.open-form', { form: 'gone' })).toBe('null')
  })
  test.each([
    [row('a', 'b', 'b [c]'), '/kf-a b [c]'],
    [row('a', 'b', '[c]'), '/kf-a b [c]'],
    [row('a', 'b', ''), '/kf-a b'],
    [row('a', '', '[c]'), '/kf-a [c]'],
    [row('a', 'b', '/kf-a b c'), '/kf-a b c'],
  ])('writes a usage once', (given, expected) => {
    expect(usageOf('kf-', given)).toBe(expected)
  })
})
