import { elementsOf } from '../element-state.ts'
import { textOf } from '../fields.ts'
import type { Account, Block, Channel, Ephemeral, Fields, Message, View } from '../model.ts'
import { messageActionsPayload, viewActionsPayload } from '../payloads.ts'
import { openModals } from '../views.ts'
import type { World } from '../world.ts'
import { type Filling, fillElement } from './form.ts'
import { canSee, findElement } from './look.ts'
import type { Deed } from './seen.ts'

/**
 * Where to look for something to press; without it: the open modal, then the newest message, then the Home. `block` is a
 * block_id: the same action may stand in several blocks.
 */
export type Where = { channel?: string; ts?: string; surface?: 'modal' | 'home'; block?: string }

type Surface = { view: View } | { channel: Channel; message: Message | Ephemeral }

const failure = 'This app is not responding. Try again, or contact the app’s developer.'

function surfaces(world: World, person: Account, where: Where): Surface[] {
  const modal = openModals(world, person.id).at(-1)
  const home = world.homes.get(person.id)
  if (where.surface === 'modal') return modal ? [{ view: modal }] : []
  if (where.surface === 'home') return home ? [{ view: home }] : []
  const messages = messageSurfaces(world, person, where)
  if (where.channel !== undefined || where.ts !== undefined) return messages
  return [...(modal ? [{ view: modal }] : []), ...messages, ...(home ? [{ view: home }] : [])]
}

function messageSurfaces(world: World, person: Account, where: Where) {
  return [...world.channels.values()]
    .filter(
      (channel) =>
        canSee(channel, person) || world.ephemerals.some((one) => one.channel === channel.id && one.to === person.id),
    )
    .filter((channel) => where.channel === undefined || channel.id === where.channel)
    .flatMap((channel) => {
      const ephemerals = world.ephemerals.filter((one) => one.channel === channel.id && one.to === person.id)
      const messages = canSee(channel, person) ? channel.messages : []
      return [...messages, ...ephemerals].map((message) => ({ channel, message }))
    })
    .filter(({ message }) => where.ts === undefined || message.ts === where.ts)
    .sort((one, other) => (one.message.ts < other.message.ts ? 1 : -1))
}

const blocksOf = (surface: Surface): Block[] => ('view' in surface ? surface.view.blocks : surface.message.blocks)

/** Buttons and selects outside forms, as a person uses them. */
export function createControls(world: World, person: Account) {
  const find = (name: string, where: Where) => {
    for (const surface of surfaces(world, person, where)) {
      const blocks = blocksOf(surface).filter((one) => where.block === undefined || one.block_id === where.block)
      const found = findElement(blocks, elementsOf, name)
      if (found) return { surface, ...found }
    }
    return undefined
  }
  const send = async (surface: Surface, action: Fields): Promise<Deed> => {
    const payload =
      'view' in surface
        ? viewActionsPayload(world, person, { view: surface.view, action })
        : messageActionsPayload(world, person, { ...surface, action })
    const ack = await world.deliverer.ask('interactive', payload)
    return ack.answered ? { ok: true } : { ok: false, says: failure }
  }
  return {
    /** Presses a button by its label or action_id, answering its question with yes. */
    press: async (name: string, where: Where = {}): Promise<Deed> => {
      const found = find(name, where)
      if (!found) return { ok: false, says: `There is no "${name}" to press.` }
      return send(found.surface, actionOf(world, found, { value: found.element.value }))
    },
    /** Chooses in a select, a menu, boxes or a date outside an input, by placeholder or action_id. */
    choose: async (name: string, filling: Filling, where: Where = {}): Promise<Deed> => {
      const found = find(name, where)
      if (!found) return { ok: false, says: `There is no "${name}" to choose in.` }
      const filled = fillElement(world, found.element, filling)
      if ('refused' in filled) return { ok: false, says: filled.refused }
      if ('view' in found.surface) keepState(found.surface.view, { ...found, state: filled.state })
      return send(found.surface, actionOf(world, found, filled.state))
    },
    /** Tells the app about an input that asked for it (`dispatch_action`). */
    dispatch: (view: View, filled: Filled): Promise<Deed> => send({ view }, actionOf(world, filled, filled.state)),
  }
}

/** An element of a block and the state it was put into. */
export type Filled = { block: Block; element: Fields; state: Fields }

/** Keeps what was put into an element as the state of its view. */
export function keepState(view: View, { block, element, state }: Filled): void {
  view.state[block.block_id] = { ...view.state[block.block_id], [textOf(element.action_id)]: state }
}

function actionOf(world: World, found: { block: Block; element: Fields }, values: Fields): Fields {
  const { block, element } = found
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
  return {
    action_id: element.action_id,
    block_id: block.block_id,
    type: element.type,
    ...(element.text ? { text: element.text } : {}),
    ...given,
    action_ts: world.nextTs(),
  }
}
