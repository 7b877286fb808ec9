import { startingState } from './element-state.ts'
import { fieldsOf, textOf } from './fields.ts'
import { acceptView } from './kit/accept.ts'
import { homeView, modalView } from './kit/views.ts'
import type { View } from './model.ts'
import { SlackRefusal } from './refusal.ts'
import type { World } from './world.ts'

/** Line milliseconds for which a trigger_id may be exchanged (docs.slack.dev/interactivity/handling-user-interaction). */
const triggerLife = 3_000

/** Modals that may lie on one another (docs.slack.dev/surfaces/modals). */
export const modalDepth = 3

/** Gives a trigger to a person's deed. */
export function giveTrigger(world: World, user: string): string {
  const id = `${world.ids.below(9e12)}.${world.ids.below(9e12)}.${world.ids.word()}`
  world.triggers.set(id, { user, at: world.line(), used: false })
  return id
}

/** Exchanges a trigger: once, and within three seconds. */
export function useTrigger(world: World, id: string): { user: string } {
  const trigger = world.triggers.get(id)
  if (!trigger) throw new SlackRefusal('invalid_trigger_id')
  if (trigger.used) throw new SlackRefusal('exchanged_trigger_id')
  if (world.line() - trigger.at > triggerLife) throw new SlackRefusal('expired_trigger_id')
  trigger.used = true
  return trigger
}

/** Reads a view that the app sent, or refuses it. */
export function readView(world: World, kind: View['kind'], value: unknown) {
  const { fields, blocks } = acceptView(world.ids, kind === 'modal' ? modalView : homeView, value)
  return {
    kind,
    blocks,
    externalId: textOf(fields.external_id),
    callbackId: textOf(fields.callback_id),
    privateMetadata: textOf(fields.private_metadata),
    clearOnClose: fields.clear_on_close === true,
    notifyOnClose: fields.notify_on_close === true,
    ...(fields.title ? { title: fieldsOf(fields.title) } : {}),
    ...(fields.submit ? { submit: fieldsOf(fields.submit) } : {}),
    ...(fields.close ? { close: fieldsOf(fields.close) } : {}),
  }
}

/** What the app sent of a view, once accepted. */
export type ViewRead = ReturnType<typeof readView>

/** Makes a view of what was read, for one person; `under` is the modal it is laid upon. */
export function makeView(world: World, made: { owner: string; read: ViewRead; under?: View }): View {
  const { owner, read, under } = made
  refuseDoubledExternalId(world, read.externalId)
  const id = world.ids.of('V')
  const view: View = {
    id,
    owner,
    hash: newHash(world),
    state: startingState(read.blocks),
    rootId: under?.rootId ?? id,
    previousId: under?.id ?? null,
    ...read,
  }
  world.views.set(id, view)
  return view
}

function refuseDoubledExternalId(world: World, externalId: string, own?: View): void {
  if (externalId === '') return
  const taken = [...world.views.values()].some((view) => view.externalId === externalId && view !== own)
  if (taken) throw new SlackRefusal('duplicate_external_id')
}

/** Replaces what a view shows: its id stays, its hash changes, values of elements that stay are kept. */
export function changeView(world: World, view: View, read: ViewRead): void {
  refuseDoubledExternalId(world, read.externalId, view)
  for (const label of ['title', 'submit', 'close'] as const) delete view[label]
  Object.assign(view, read, { hash: newHash(world), state: startingState(read.blocks, view.state) })
  world.changed()
}

function newHash(world: World): string {
  return `${world.seconds()}.${world.ids.word().slice(0, 8)}`
}

/** The open modals of a person, undermost first. */
export function openModals(world: World, user: string): View[] {
  return (world.modals.get(user) ?? []).flatMap((id) => world.views.get(id) ?? [])
}

/** Lays a modal on top of those open. */
export function showModal(world: World, view: View): void {
  world.modals.set(view.owner, [...(world.modals.get(view.owner) ?? []), view.id])
  world.changed()
}

/** Closes one modal, or all of a person's. */
export function closeModals(world: World, user: string, ids: string[]): void {
  const open = world.modals.get(user) ?? []
  world.modals.set(
    user,
    open.filter((id) => !ids.includes(id)),
  )
  for (const id of ids) world.views.delete(id)
  world.changed()
}

/** A view as methods show it. */
export function viewShape(world: World, view: View) {
  return {
    id: view.id,
    team_id: world.team.id,
    type: view.kind,
    blocks: view.blocks,
    private_metadata: view.privateMetadata,
    callback_id: view.callbackId,
    state: { values: view.state },
    hash: view.hash,
    title: view.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: view.clearOnClose,
    notify_on_close: view.notifyOnClose,
    ...(view.close ? { close: view.close } : {}),
    ...(view.submit ? { submit: view.submit } : {}),
    ...(view.previousId ? { previous_view_id: view.previousId } : {}),
    root_view_id: view.rootId,
    app_id: world.app.id,
    external_id: view.externalId,
    app_installed_team_id: world.team.id,
    bot_id: world.app.botId,
  }
}

/** A view as interactions and events carry it: what it lacks is null there. */
export function viewPayload(world: World, view: View) {
  return { close: null, submit: null, previous_view_id: null, ...viewShape(world, view) }
}
