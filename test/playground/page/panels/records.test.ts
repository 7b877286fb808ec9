import { describe, expect, test } from 'vitest'
import type { Ran } from '../../../../src/playground/page/panels/operator.ts'
import { createRecords, disclosures } from '../../../../src/playground/page/panels/records.ts'
import type { After } from '../../../../src/playground/slack/timers.ts'

const head = (chain: string, seq: number) => ({ chain, seq, hash: 'h', head: `${chain}:${seq}:h` })
const entry = (what: string, body: object = {}) => ({
  seq: 1,
  at: '2027-03-16T13:30:00Z',
  what,
  by: 'U1',
  body: JSON.stringify(body),
})
const chain = (name: string, ...entries: ReturnType<typeof entry>[]) => ({ head: head(name, entries.length), entries })
const recorded = (...chains: ReturnType<typeof chain>[]) => ({ acts: [], chains, wrong: null })

describe('the disclosure date of an incident', () => {
  test('is the one that was proposed, until another was agreed', () => {
    const proposed = [entry('incident.opened'), entry('embargo.proposed', { date: 5 })]
    expect(disclosures(recorded(chain('KF-1', ...proposed)))).toEqual([{ incident: 'KF-1', date: 5, agreed: false }])
    const agreed = chain('KF-1', ...proposed, entry('embargo.agreed', { date: 7 }))
    expect(disclosures(recorded(agreed))).toEqual([{ incident: 'KF-1', date: 7, agreed: true }])
  })

  test('is none where none was named, where the embargo has ended, and of the desk', () => {
    const undated = chain('KF-1', entry('embargo.proposed', { date: null }))
    const ended = chain('KF-2', entry('embargo.agreed', { date: 7 }), entry('embargo.exited', { how: 'published' }))
    const closed = chain('KF-3', entry('embargo.agreed', { date: 7 }), entry('incident.closed'))
    expect(disclosures(recorded(undated, ended, closed, chain('desk', entry('act.dead'))))).toEqual([])
  })
})

/** An operator whose answers are given by hand. */
const createFake = () => {
  const at = { line: 0, seq: 1, down: false }
  const asked: string[] = []
  const told: string[] = []
  const operate = async (...words: readonly string[]): Promise<Ran> => {
    asked.push(words.slice(0, 2).join(' '))
    if (at.down) return { wrong: 'DATA_DIR holds no data of Cordon.' }
    if (words[0] === 'acts') return { said: '' }
    return { said: JSON.stringify(words[1] === 'heads' ? head('desk', at.seq) : entry(`what-${at.seq}`)) }
  }
  const changed = () => told.push('changed')
  const after: After = () => () => undefined
  const records = createRecords({ line: () => at.line, after }, { operate, changed })
  return { at, asked, told, operate, records }
}

describe('what is on record', () => {
  test('is read once for a second, however often it is drawn', async () => {
    const { records, asked } = createFake()
    await Promise.all([records.known(), records.known()])
    await records.known()
    expect(asked).toEqual(['acts list', 'ledger heads', 'ledger show'])
  })

  test('does not keep a drawing when it is read for the first time, and is told when it was', async () => {
    const { at, told, operate } = createFake()
    const hurried: After = (_, run) => {
      run()
      return () => undefined
    }
    const changed = () => told.push('changed')
    const records = createRecords({ line: () => at.line, after: hurried }, { operate, changed })
    expect(await records.known()).toBeNull()
    expect(await records.anew()).toMatchObject({ wrong: null })
    expect(told).toContain('changed')
  })

  test('is given at once when it is old, and the change is told when it was read anew', async () => {
    const { records, at, told } = createFake()
    await records.known()
    at.line += 1000
    at.seq = 2
    expect((await records.known())?.chains[0]?.entries[0]?.what).toBe('what-1')
    await records.anew()
    expect(told).toHaveLength(2)
    expect((await records.known())?.chains[0]?.entries[0]?.what).toBe('what-2')
  })

  test('a chain whose end is the same is not read again, and nothing is told', async () => {
    const { records, asked, told } = createFake()
    await records.known()
    await records.anew()
    expect(asked.filter((it) => it === 'ledger show')).toHaveLength(1)
    expect(told).toHaveLength(1)
  })

  test('says why it cannot be read, and keeps what was known', async () => {
    const { records, at } = createFake()
    await records.known()
    at.down = true
    expect(await records.anew()).toMatchObject({ wrong: 'DATA_DIR holds no data of Cordon.', chains: [{}] })
  })
})
