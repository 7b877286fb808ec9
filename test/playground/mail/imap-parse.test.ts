import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Token } from '../../../src/playground/mail/imap-parse.ts'
import { parseCommand, parseSet, readCommand } from '../../../src/playground/mail/imap-parse.ts'

const atom = fc.stringMatching(/^[A-Za-z0-9.:,*<>\\-]{1,12}$/)
const latin1 = fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes).toString('latin1'))
const quotable = fc.stringMatching(/^[ -~]{0,20}$/)
const { token } = fc.letrec<{ token: Token }>((tie) => ({
  token: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    atom.map((word) => ({ atom: word })),
    quotable.map((text) => ({ text })),
    latin1.map((text) => ({ text })),
    fc.array(tie('token'), { maxLength: 4 }).map((list) => ({ list })),
  ),
}))

const spell = (one: Token): string => {
  if ('atom' in one) return one.atom
  if ('list' in one) return `(${one.list.map(spell).join(' ')})`
  if (/^[ -~]*$/.test(one.text)) return `"${one.text.replace(/["\\]/g, '\\$&')}"`
  return `{${one.text.length}}\r\n${one.text}`
}

describe('reading IMAP commands', () => {
  it('finds and parses any command that was spelled by the grammar, literals included', () => {
    fc.assert(
      fc.property(fc.array(token, { maxLength: 5 }), fc.string({ maxLength: 9 }), (args, rest) => {
        const line = Buffer.from(['a1', 'fetch', ...args.map(spell)].join(' '), 'latin1')
        const reading = readCommand(Buffer.concat([line, Buffer.from('\r\n'), Buffer.from(rest)]))
        if (reading === 'more' || 'wants' in reading) throw new Error('the command is whole')
        expect(reading.used).toBe(line.length + 2)
        expect(parseCommand(reading.command)).toEqual({ tag: 'a1', name: 'FETCH', args })
      }),
    )
  })

  it('never throws, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const command = parseCommand(Buffer.from(bytes))
        expect(command === null || command.tag.length > 0).toBe(true)
        expect(readCommand(Buffer.from(bytes))).toBeDefined()
      }),
    )
  })

  it('asks for a literal that has been announced and not come', () => {
    expect(readCommand(Buffer.from('a LOGIN {3}\r\nab'))).toEqual({ wants: 3, at: 13 })
    expect(readCommand(Buffer.from('a LOGIN'))).toBe('more')
  })

  it('keeps a section with its list as one atom', () => {
    const bytes = Buffer.from('a UID FETCH 1:* (UID BODY.PEEK[HEADER.FIELDS (Message-ID List-Id)]<0.10>)')
    expect(parseCommand(bytes)?.args[2]).toEqual({
      list: [{ atom: 'UID' }, { atom: 'BODY.PEEK[HEADER.FIELDS (Message-ID List-Id)]<0.10>' }],
    })
  })

  it('reads sets of numbers, backward ranges and the star', () => {
    const inside = (set: string) => [1, 2, 3, 4, 5].filter((number) => parseSet(set, 5)?.(number))
    expect(inside('2')).toEqual([2])
    expect(inside('4:*,1')).toEqual([1, 4, 5])
    expect(inside('9:*')).toEqual([5])
    expect(inside('3:2')).toEqual([2, 3])
    expect(parseSet('1,,2', 5)).toBeNull()
    expect(parseSet('x', 5)).toBeNull()
  })
})
