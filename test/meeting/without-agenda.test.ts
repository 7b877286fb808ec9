import { describe, expect, test } from 'vitest'
import { at, createDesk, createFakeRepository, lines } from './desk.ts'

const day = '2023-01-17T16:00Z'
const link = 'https://docs.example.org/notes-1'
const linkOnly = `The agenda is in the notes<${link}>.`

const reminded = async (prepare: (desk: ReturnType<typeof createDesk>) => void = () => {}) => {
  const desk = createDesk()
  await desk.beat('2023-01-16T00:00Z')
  prepare(desk)
  await desk.beat(day)
  const outcomes = await desk.perform()
  const [first, ...others] = desk.sent
  return { desk, outcomes, first, others, said: first ? lines(first.doc) : [] }
}

describe('when the notes cannot be shown', () => {
  test.each(['off', 'not-shared', 'deleted', 'too-large', 'not-a-document', 'refused'] as const)(
    '%s: the channel gets the link only and the host is told why',
    async (failed) => {
      const { said, first, others } = await reminded((desk) => {
        desk.answer.document = { failed }
      })
      expect(first?.place).toEqual({ channel: 'team' })
      expect(said.at(-1)).toBe(linkOnly)
      expect(others.map(({ place }) => place)).toEqual([{ person: 'UROSA' }])
      expect(others.flatMap(({ doc }) => lines(doc)).join(' ')).toContain('without the agenda')
      const asksToShare = others.some(({ doc }) => lines(doc).includes('Please share it with cordon@team.example.org.'))
      expect(asksToShare).toBe(failed === 'not-shared')
    },
  )

  test('Drive that does not answer is asked three times, then the link goes', async () => {
    const { outcomes, said } = await reminded((desk) => {
      desk.answer.document = { retryAt: at(day) + 10_000, reason: 'drive-503' }
    })
    expect(outcomes.slice(0, 4)).toEqual([
      'meeting.prepare retryAt',
      'meeting.prepare retryAt',
      'meeting.prepare done',
      'message.post sent',
    ])
    expect(said.at(-1)).toBe(linkOnly)
  })

  test('Drive that asks to wait for long is not waited for', async () => {
    const { outcomes } = await reminded((desk) => {
      desk.answer.document = { retryAt: at(day) + 3_600_000, reason: 'drive-429' }
    })
    expect(outcomes[0]).toBe('meeting.prepare done')
  })

  const zeppelin = (roster: readonly string[]) =>
    reminded((desk) => {
      desk.answer.document = { version: '1', text: '# 18 January 2023\n\n## Agenda\n\n* a\n* Zeppelin overflow\n' }
      desk.secret.words = 'Zeppelin'
      desk.secret.roster = roster
    })
  const outage = () =>
    reminded((desk) => {
      desk.answer.document = { retryAt: at(day) + 3_600_000, reason: 'drive-503' }
    })

  test('an item that the gate refuses leaves the channel what an outage leaves; a host who may know hears the line', async () => {
    const withheld = await zeppelin(['UROSA'])
    expect(withheld.first).toEqual((await outage()).first)
    const told = withheld.others.flatMap(({ doc }) => lines(doc))
    expect(told).toContain('Please look at line 6 of the notes.')
    expect(JSON.stringify(withheld.desk.sent)).not.toContain('Zeppelin')
    expect(JSON.stringify([withheld.desk.ledger, withheld.desk.acts])).not.toContain('Zeppelin')
  })

  test('a host who may not know is told exactly what an outage tells', async () => {
    expect((await zeppelin([])).others).toEqual((await outage()).others)
  })

  test('notes that changed after the gate was asked are not shown', async () => {
    const repository = createFakeRepository()
    const desk = createDesk({ repository })
    await desk.beat(day)
    await desk.perform()
    const about = { series: 'security-team', date: '2023-01-18', start: at('2023-01-18T16:00Z'), version: '0' }
    const doc = await desk.write('meeting.reminder', about)
    expect(doc && lines(doc).at(-1)).toBe(linkOnly)
  })

  test('notes without this meeting give a link that says so, and the host a hint', async () => {
    const { said, others } = await reminded((desk) => {
      desk.answer.document = { version: '1', text: '# 4 January 2023\n\n## Agenda\n\n* old\n' }
    })
    expect(said.at(-1)).toBe(`No agenda for this meeting was found in the notes<${link}>.`)
    expect(others.flatMap(({ doc }) => lines(doc))).toContain('- line 1: The notes hold no 2023-01-18.')
  })

  test('a done item that names work is pointed out to the host alone', async () => {
    const { said, others } = await reminded((desk) => {
      desk.answer.document = { version: '1', text: '# 18 January 2023\n\n## Agenda\n\n* (Done) a\n  * Need to do b\n' }
    })
    expect(said.join()).not.toContain('names work')
    expect(others.map(({ place }) => place)).toEqual([{ person: 'UROSA' }])
    expect(others.flatMap(({ doc }) => lines(doc))).toContain(
      '- line 6: The item is marked done but still names work to do.',
    )
  })
})

describe('a long or hostile agenda', () => {
  test('is cut to thirty items with a word of how many more there are', async () => {
    const { said } = await reminded((desk) => {
      const items = Array.from({ length: 45 }, (_, index) => `* item ${index} ${'x'.repeat(500)}`)
      desk.answer.document = { version: '1', text: `# 18 January 2023\n\n## Agenda\n\n${items.join('\n')}\n` }
    })
    expect(said.filter((line) => line.startsWith('- '))).toHaveLength(30)
    expect(Math.max(...said.map((line) => line.length))).toBeLessThan(320)
    expect(said.at(-1)).toBe(`15 more in the notes<${link}>.`)
  })

  test('stays words: nothing in it becomes a mention, a button or a link but http', async () => {
    const { first } = await reminded((desk) => {
      const text = '# 18 January 2023\n\n## Agenda\n\n* <!channel> <@U123> [x](javascript:alert) ok\n'
      desk.answer.document = { version: '1', text }
    })
    const list = first?.doc.blocks.find((block) => 'list' in block)
    expect(list).toEqual({ list: [{ text: [{ text: '<!channel> <@U123> [x](javascript:alert) ok' }] }] })
  })
})
