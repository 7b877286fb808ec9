import { z } from 'zod'
import type { Scene } from '../../tour/scene.ts'
import { wordsOf } from './deeds.ts'
import { type Act, type Entry, type Head, type Operate, readActs, readEntries, readHeads } from './operator.ts'
import type { Signal } from './signal.ts'

export type Chain = Readonly<{ head: Head; entries: readonly Entry[] }>

/** What Cordon has on record, as its operator reads it; `wrong` says why nothing could be read. */
export type Records = Readonly<{ acts: readonly Act[]; chains: readonly Chain[]; wrong: string | null }>

/** Line milliseconds that a drawing waits for what was never read yet. */
const patience = 300
/** Line milliseconds for which what was read is taken as it is. */
const fresh = 1000
/** As many rows as `acts list` prints, the oldest. */
const mostActs = 1000

/** The end of an incident's chain, as far as its date goes. `date` is ms UTC. */
export type Disclosure = Readonly<{ incident: string; date: number; agreed: boolean }>

const dated = z.object({ date: z.number() })

const dateIn = (it: Entry): number | null => {
  const body = dated.safeParse(JSON.parse(it.body))
  return body.success ? body.data.date : null
}

/** The disclosure dates, proposed or agreed, of the incidents that are still under embargo. */
export const disclosures = ({ chains }: Records): readonly Disclosure[] =>
  chains.flatMap(({ head: { chain }, entries }) => {
    if (entries.some((it) => it.what === 'incident.closed' || it.what === 'embargo.exited')) return []
    const last = entries.findLast((it) => it.what.startsWith('embargo.') && dateIn(it) !== null)
    const date = last ? dateIn(last) : null
    return last && date !== null ? [{ incident: chain, date, agreed: last.what !== 'embargo.proposed' }] : []
  })

/**
 * Reads what Cordon has on record by the operator's commands. Reading starts a program, so what was read is kept: what
 * is known is given at once, and when it is a second old it is read anew behind that, and a change is told.
 */
export const createRecords = (
  { line, after }: Pick<Scene, 'line' | 'after'>,
  { operate, changed }: Readonly<{ operate: Operate; changed: Signal['changed'] }>,
) => {
  let known: Records | null = null
  let at = 0
  let reading: Promise<Records> | null = null
  const shown = new Map<string, Chain>()

  const ask = async (...words: readonly string[]): Promise<string> => {
    const ran = await operate(...words)
    if ('wrong' in ran) throw new Error(ran.wrong)
    return ran.said
  }
  const chainOf = async (head: Head): Promise<Chain> => {
    const old = shown.get(head.chain)
    if (old?.head.head === head.head) return old
    const chain = { head, entries: readEntries(await ask('ledger', 'show', head.chain, '--json')) }
    shown.set(head.chain, chain)
    return chain
  }
  const acts = async (): Promise<readonly Act[]> => {
    const all = readActs(await ask('acts', 'list', '--state', 'all', '--json'))
    if (all.length < mostActs) return all
    // The oldest alone were printed: what is not settled must not be among those left out.
    const open = readActs(await ask('acts', 'list', '--json'))
    return [...all.filter((it) => !open.some((one) => one.id === it.id)), ...open]
  }
  const read = async (): Promise<Records> => {
    try {
      const [found, heads] = await Promise.all([acts(), ask('ledger', 'heads', '--json').then(readHeads)])
      return { acts: found, chains: await Promise.all(heads.map(chainOf)), wrong: null }
    } catch (error) {
      return { acts: known?.acts ?? [], chains: known?.chains ?? [], wrong: wordsOf(error) }
    }
  }
  const look = async (): Promise<Records> => {
    const found = await read()
    const differs = JSON.stringify(found) !== JSON.stringify(known)
    ;[known, at, reading] = [found, line(), null]
    if (differs) changed()
    return found
  }
  const looking = (): Promise<Records> => {
    reading ??= look()
    return reading
  }
  return {
    /** What is known now; null when it is being read for the first time. */
    known: async (): Promise<Records | null> => {
      if (known !== null && line() - at < fresh) return known
      const found = looking()
      if (known !== null) return known
      return Promise.race([found, new Promise<null>((resolve) => after(patience, () => resolve(null)))])
    },
    /** Reads what is there after this moment. */
    anew: async (): Promise<Records> => {
      await reading
      return looking()
    },
  }
}

export type RecordsRead = ReturnType<typeof createRecords>
