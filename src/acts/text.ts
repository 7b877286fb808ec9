import { z } from 'zod'
import { type Doc, type Press, paragraph, words } from '../kernel/doc.ts'
import { type Text, textRow } from '../kernel/module.ts'
import type { Rebuff } from '../kernel/refusal.ts'
import type { Tx } from '../kernel/tx.ts'
import type { Act } from './act.ts'

const reasons: Readonly<Record<string, string>> = {
  'outcome-unknown':
    'Its answer was lost, and nobody can see from here whether it happened. Look at the place itself first.',
  'not-cleared': 'The gate did not let its text go.',
  'gate-unavailable': 'The gate could not be asked, so nothing was sent.',
  restored: 'The data was restored from a backup: whatever was still to be done then waits for you.',
  'settling-failed': 'What came of it could not be written down. Trying again looks first whether it happened.',
  'attempts-exhausted': 'It was tried as often as is allowed.',
  'unknown-kind': 'This version of Cordon does not know this kind of act.',
}

/** Since when the act waits is its version: one that waits anew, for another reason, has a notice of its own. */
const press = (label: string, button: string, act: Act): Press => ({
  button,
  label,
  value: { act: act.id, since: act.settledAt ?? 0 },
})

const presses = (act: Act): readonly Press[] => [
  press('Try again', 'act.retry', act),
  ...(act.state === 'held'
    ? [
        {
          ...press('Let it go', 'act.let-go', act),
          confirm: 'You answer for it that this may happen, and that it has not happened yet.',
        },
      ]
    : []),
  { ...press('Give it up', 'act.drop', act), look: 'danger', confirm: 'This will then never be done.' },
]

/** A person is told of an act that waits for them; null once it waits no longer. */
const stuckDoc = (act: Act): Doc | null => {
  if (act.state !== 'held' && act.state !== 'dead') return null
  const what = act.state === 'held' ? 'is held' : 'could not be done'
  return {
    title: `An act of Cordon ${what}`,
    blocks: [
      paragraph({ text: act.kind, style: ['code'] }, ` ${what}: `, {
        text: act.reason ?? 'no reason',
        style: ['code'],
      }),
      paragraph(reasons[act.reason ?? ''] ?? 'The log has more under the id of this act.'),
      ...(act.lane === null ? [] : [paragraph(`Everything behind it in ${act.lane} waits for it.`)]),
      { note: words(`Act ${act.id}, ${act.key}. The operator sees it too: npm run cordon -- acts show ${act.id}`) },
      { buttons: presses(act) },
    ],
  }
}

/** The texts of the acts. `get` reads one act. */
export const actTexts = (get: (tx: Tx, id: string) => Promise<Act | null>): readonly Text[] => [
  textRow({
    name: 'act.stuck',
    about: z.object({ act: z.string() }),
    write: async (tx, { act }) => {
      const found = await get(tx, act)
      return found ? stuckDoc(found) : null
    },
  }),
  textRow({
    name: 'act.remedied',
    about: z.object({ act: z.string(), state: z.string() }),
    write: async (_tx, { state }) => ({
      title: 'Done',
      blocks: [paragraph(state === 'dropped' ? 'It is given up.' : 'It will be tried again now.')],
    }),
  }),
]

export const actRebuffs: Readonly<Record<string, Rebuff>> = {
  'act.settled': (about) => ({
    says: `Nothing was changed: ${about.why}`,
    remedy: 'Look at the newest message about it.',
  }),
}
