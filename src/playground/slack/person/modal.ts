import { z } from 'zod'
import type { Ack } from '../delivery/deliverer.ts'
import { fieldsOf } from '../fields.ts'
import type { Account, View } from '../model.ts'
import { closedPayload, submissionPayload } from '../payloads.ts'
import { SlackRefusal } from '../refusal.ts'
import { changeView, closeModals, makeView, modalDepth, openModals, readView, showModal } from '../views.ts'
import type { World } from '../world.ts'
import { type createControls, keepState } from './controls.ts'
import { clientErrors, type Filling, fillElement } from './form.ts'
import { labelOf } from './reading.ts'
import type { Deed } from './seen.ts'

/** What Slack writes under a modal whose acknowledgement it cannot use. */
const trouble = 'We had some trouble connecting. Try again?'

const answerSchema = z.discriminatedUnion('response_action', [
  z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) }),
  z.object({ response_action: z.literal('update'), view: z.unknown() }),
  z.object({ response_action: z.literal('push'), view: z.unknown() }),
  z.object({ response_action: z.literal('clear') }),
])

/** What a person needs to work with an open modal; `errors` by view id, then by block_id. */
export type ModalSettings = {
  world: World
  person: Account
  errors: Map<string, Record<string, string>>
  controls: ReturnType<typeof createControls>
}

/** Filling, submitting and closing the modal on top. */
export function createModalHand({ world, person, errors, controls }: ModalSettings) {
  const top = (): View | undefined => openModals(world, person.id).at(-1)
  const byLabel = (view: View, wrong: Record<string, string>): Deed => ({
    ok: false,
    errors: Object.fromEntries(
      Object.entries(wrong).map(([block, error]) => [
        labelOf(view.blocks.find((one) => one.block_id === block)?.label) || block,
        error,
      ]),
    ),
  })
  return {
    /** Puts values into fields, by label or block_id. */
    fill: async (values: Record<string, Filling>): Promise<Deed> => {
      const view = top()
      if (!view) return { ok: false, says: 'No modal is open.' }
      for (const [name, filling] of Object.entries(values)) {
        const block = view.blocks.find(
          (one) => one.type === 'input' && (labelOf(one.label) === name || one.block_id === name),
        )
        if (!block) return { ok: false, says: `There is no field "${name}".` }
        const element = fieldsOf(block.element)
        const filled = fillElement(world, element, filling)
        if ('refused' in filled) return { ok: false, says: filled.refused }
        keepState(view, { block, element, state: filled.state })
        if (block.dispatch_action === true) await controls.dispatch(view, { block, element, state: filled.state })
      }
      world.changed()
      return { ok: true }
    },
    /** Sends the form, unless the client itself finds fault with it. */
    submitModal: async (): Promise<Deed> => {
      const view = top()
      if (!view?.submit) return { ok: false, says: 'There is nothing to submit.' }
      const wrong = clientErrors(view)
      errors.set(view.id, wrong)
      if (Object.keys(wrong).length > 0) return byLabel(view, wrong)
      const ack = await world.deliverer.ask('interactive', submissionPayload(world, person, view))
      const outcome = takeAnswer(world, view, ack)
      if ('errors' in outcome) errors.set(view.id, outcome.errors)
      world.changed()
      if ('errors' in outcome) return byLabel(view, outcome.errors)
      return outcome.ok ? { ok: true } : { ok: false, says: trouble }
    },
    /** Closes the modal on top, or with `all` every open one; the app hears of it where a view asked for that. */
    closeModal: async ({ all = false }: { all?: boolean } = {}): Promise<Deed> => {
      const open = openModals(world, person.id)
      const closing = all ? open : open.slice(-1)
      if (closing.length === 0) return { ok: false, says: 'No modal is open.' }
      const clears = all || closing.some((view) => view.clearOnClose)
      const gone = clears ? open : closing
      const told = gone
        .filter((view) => view.notifyOnClose)
        .map((view) => closedPayload(world, person, { view, cleared: clears }))
      closeModals(
        world,
        person.id,
        gone.map((view) => view.id),
      )
      for (const payload of told) await world.deliverer.ask('interactive', payload)
      return { ok: true }
    },
  }
}

/** Does what the acknowledgement of a form says; errors count only on inputs, anything else unusable is trouble. */
function takeAnswer(world: World, view: View, ack: Ack): { ok: boolean } | { errors: Record<string, string> } {
  if (!ack.answered) return { ok: false }
  if (Object.keys(fieldsOf(ack.body)).length === 0) {
    closeModals(world, view.owner, [view.id])
    return { ok: true }
  }
  const parsed = answerSchema.safeParse(ack.body)
  if (!parsed.success) return { ok: false }
  const answer = parsed.data
  if (answer.response_action === 'errors') return usableErrors(view, answer.errors)
  if (answer.response_action === 'clear') {
    closeModals(
      world,
      view.owner,
      openModals(world, view.owner).map((one) => one.id),
    )
    return { ok: true }
  }
  return showNext(world, view, answer)
}

function usableErrors(view: View, wrong: Record<string, string>): { ok: boolean } | { errors: Record<string, string> } {
  const inputs = new Set(view.blocks.filter((block) => block.type === 'input').map((block) => block.block_id))
  const blocks = Object.keys(wrong)
  return blocks.length > 0 && blocks.every((block) => inputs.has(block)) ? { errors: wrong } : { ok: false }
}

function showNext(
  world: World,
  view: View,
  answer: { response_action: 'update' | 'push'; view?: unknown },
): { ok: boolean } {
  try {
    const read = readView(world, 'modal', answer.view)
    if (answer.response_action === 'update') changeView(world, view, read)
    else if (openModals(world, view.owner).length >= modalDepth) return { ok: false }
    else showModal(world, makeView(world, { owner: view.owner, read, under: view }))
    return { ok: true }
  } catch (refusal) {
    if (refusal instanceof SlackRefusal) return { ok: false }
    throw refusal
  }
}
