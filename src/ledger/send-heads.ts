import { z } from 'zod'
import { type Plan, planned } from '../kernel/act.ts'
import { type Doc, paragraph } from '../kernel/doc.ts'
import { postMessage } from '../kernel/message.ts'
import { type Module, textRow } from '../kernel/module.ts'
import type { PersonId } from '../kernel/person.ts'
import { day, hour } from '../kernel/time.ts'
import type { Transact } from '../kernel/tx.ts'
import type { Head } from './entry.ts'
import type { LedgerRepository } from './ports.ts'

export type HeadsPorts = Readonly<{
  repository: Pick<LedgerRepository, 'recent'>
  transact: Transact
  plan: Plan
  /** Who keeps the heads: the team's leads. */
  leads: readonly PersonId[]
}>

/** The hour (UTC) at which they are sent: most leads are awake, and nobody is woken for them. */
const sendingHour = 8 * hour

/** More would be no message that a person keeps; the operator's command has all. */
const most = 40

/** The beginning (ms UTC) of the day of sending to which an instant belongs. */
const dayOf = (now: number): number => Math.floor((now - sendingHour) / day) * day + sendingHour

const lineOf = ({ chain, seq, hash }: Head): string => `${chain}:${seq}:${hash}`

const headsDoc = (heads: readonly Head[]): Doc => ({
  title: 'The ledger’s heads of the day',
  blocks: [
    paragraph(
      'Please leave this message where it is. It proves later that nothing was cut from the ledger’s end: ',
      { text: 'npm run cordon -- ledger verify --head HEAD', style: ['code'] },
      '.',
    ),
    { code: heads.slice(0, most).map(lineOf).join('\n') },
    ...(heads.length > most ? [paragraph(`and ${heads.length - most} more, which \`ledger heads\` prints.`)] : []),
  ],
})

/** Sends the ends of the chains that grew to the leads once a day, out of reach of who might alter the store. */
export const createHeads = ({ repository, transact, plan, leads }: HeadsPorts): Pick<Module, 'texts' | 'jobs'> => {
  // Saves a transaction at each beat; that a message is planned once is held by its key.
  let last = 0
  return {
    texts: [
      textRow({
        name: 'ledger.heads',
        about: z.strictObject({ from: z.number().int() }),
        write: async (tx, { from }) => {
          const heads = await repository.recent(tx, from - day)
          return heads.length > 0 ? headsDoc(heads) : null
        },
      }),
    ],
    jobs: [
      {
        name: 'ledger.heads',
        beat: async (now) => {
          const from = dayOf(now)
          if (from === last) return
          await transact(async (tx) => {
            for (const person of leads) {
              const refs = { place: { person }, text: 'ledger.heads', about: { from } }
              await plan(tx, planned(postMessage, { key: `heads:${from}:${person}`, refs, expires: from + day }))
            }
          })
          last = from
        },
        next: async (now) => dayOf(now) + day,
      },
    ],
  }
}
