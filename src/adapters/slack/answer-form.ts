import type { Form, Outcome } from '../../kernel/door.ts'
import type { Person } from '../../kernel/person.ts'
import { type IncidentId, incidentId } from '../../kernel/place.ts'
import { isRefusal, type Rebuff, type References, type Refusal, refuse } from '../../kernel/refusal.ts'
import { type Clock, second } from '../../kernel/time.ts'
import type { Read } from '../../kernel/tx.ts'
import type { Decider } from './decide.ts'
import type { Envelope } from './envelope.ts'
import type { Opener, Opening } from './open-form.ts'
import type { Words } from './ports.ts'
import { failedDoc, refusedDoc } from './text.ts'

export type FormPorts = Readonly<{
  decider: Decider
  opener: Opener
  words: Words
  forms: readonly Form[]
  rebuffs: Readonly<Record<string, Rebuff>>
  read: Read
  clock: Clock
}>

type At = Readonly<{ envelope: Envelope; person: Person; channel: string | null; trigger: string }>

/** The incident that references are about, if they name one. */
export const incidentIn = (about: unknown): IncidentId | null => {
  if (typeof about !== 'object' || about === null || !('incident' in about)) return null
  const read = incidentId.safeParse(about.incident)
  return read.success ? read.data : null
}

/** Long enough for most decisions, short enough for the view to open within the trigger's three seconds. */
const patience = 1.2 * second

/** Opening forms: what follows a decision that answered with one. */
export const createFormAnswers = (ports: FormPorts) => {
  const { decider, opener, words, forms } = ports

  const say = (opening: Opening, doc: ReturnType<typeof refusedDoc>) => opening.show(words.sayView('Cordon', doc), doc)

  /** A view that opened by itself says a refusal too; where none is open, the message alone does. */
  const sayRefused = async (opening: Opening, { rule, about }: Refusal) => {
    if (opening.begun()) await say(opening, refusedDoc(ports.rebuffs, { ...about, rule }))
  }

  const content = (at: At, form: Form, about: References) =>
    ports.read(async (tx) => {
      const caller = await decider.callerOf(tx, { ...at, incident: incidentIn(about) })
      return decider.permitted(form.may, caller) ?? (await form.open(tx, about, caller))
    })

  const fill = async (at: At, opening: Opening, { form, about }: Readonly<{ form: Form; about: References }>) => {
    const opened = await content(at, form, about)
    if (isRefusal(opened)) {
      await decider.refuse(at.envelope, at.person.id, opened)
      return sayRefused(opening, opened)
    }
    await opening.show(words.renderView({ form, opened, about }), { title: form.title, blocks: opened.intro })
    await decider.once(at.envelope, async () => {})
  }

  return {
    /** A view that opens by itself if the decision takes long; `end` calls that off. */
    prepare: (at: Readonly<{ trigger: string; person: Person['id']; soon: boolean }>) => {
      const opening = opener.begin(at)
      const end = at.soon ? ports.clock.after(patience, () => void opening.open()) : () => {}
      return { opening, end }
    },
    refused: sayRefused,
    /** A view that opened by itself does not go on saying that it loads. */
    failed: async (opening: Opening, reference: string): Promise<void> => {
      if (opening.begun()) await say(opening, failedDoc(reference))
    },
    /** Shows what was decided: the form, or, in a view that is open already, why there is none. */
    answer: async (at: At, opening: Opening, outcome: Outcome | 'repeat'): Promise<void> => {
      if (outcome === 'repeat') return
      if (isRefusal(outcome)) return sayRefused(opening, outcome)
      if (!('open' in outcome)) {
        const doc = { title: 'Cordon', blocks: [{ paragraph: [{ text: 'The answer is in a message to you.' }] }] }
        return opening.begun() ? say(opening, doc) : undefined
      }
      const form = forms.find((each) => each.id === outcome.open)
      if (!form) return void (await decider.refuse(at.envelope, at.person.id, refuse('stale-form')))
      if (await opening.open()) return fill(at, opening, { form, about: outcome.about })
      const about = { ...outcome.about, form: form.id }
      await decider.answer(at.envelope, at.person.id, { text: 'door.open-form', about })
    },
  }
}
