import { textOf } from '../fields.ts'
import { isWritten } from '../messages.ts'
import type { Account, Channel, Ephemeral, Fields, Message, View } from '../model.ts'
import { openModals } from '../views.ts'
import type { World } from '../world.ts'
import { readFields } from './form.ts'
import { createReader, labelOf, type Reader } from './reading.ts'
import type { SeenChannel, SeenDirect, SeenFile, SeenMessage, SeenView } from './seen.ts'

/** Whether a person can see a channel at all. */
export function canSee(channel: Channel, person: Account): boolean {
  if (channel.members.has(person.id)) return true
  return channel.kind === 'public' && (person.kind === 'member' || person.kind === 'bot')
}

/** Everything one person can look at. `errors` are those of the open modal, by block_id. */
export function createLook(world: World, person: Account, errors: ReadonlyMap<string, Record<string, string>>) {
  const reader = createReader(world, person.id)
  const visible = (id: string): Channel | undefined => {
    const channel = world.channels.get(id)
    return channel && canSee(channel, person) ? channel : undefined
  }
  const errorsOf = (view: View) => errors.get(view.id) ?? {}
  const seenView = (view: View | undefined): SeenView | undefined =>
    view && viewAsSeen(reader, view, { fields: readFields(world, view, errorsOf(view)), errors: errorsOf(view) })
  return {
    /** Messages of a channel the person can see, oldest first; none of a channel they cannot. */
    messages: (id: string): SeenMessage[] => {
      const own = world.ephemerals.filter((one) => one.channel === id && one.to === person.id)
      const all = [...(visible(id)?.messages ?? []), ...own].map((message) => messageAsSeen(world, reader, message))
      return all.sort((one, other) => (one.ts < other.ts ? -1 : 1))
    },
    /** Channels the person can see, direct messages apart. */
    channels: (): SeenChannel[] =>
      [...world.channels.values()]
        .filter((one) => one.kind !== 'im' && canSee(one, person))
        .map((one) => seenChannel(world, one)),
    directMessages: (): SeenDirect[] =>
      [...world.channels.values()]
        .filter((one) => one.kind === 'im' && one.members.has(person.id))
        .map((one) => seenDirect(world, one, person)),
    /** The modal on top, if one is open. */
    modal: (): SeenView | undefined => seenView(openModals(world, person.id).at(-1)),
    /** The Home of the app as it was last published for this person. */
    home: (): SeenView | undefined => seenView(world.homes.get(person.id)),
    files: (id: string): SeenFile[] =>
      [...world.files.values()]
        .filter((file) => file.completed && file.channels.has(id) && visible(id))
        .map((file) => ({ id: file.id, name: file.name, title: file.title, text: file.bytes?.toString() ?? '' })),
  }
}

function messageAsSeen(world: World, reader: Reader, message: Message | Ephemeral): SeenMessage {
  const ephemeral = 'to' in message
  const fromId = ephemeral ? world.app.botUserId : message.user
  return {
    ts: message.ts,
    fromId,
    from: world.accounts.get(fromId)?.name ?? fromId,
    text: reader.text(message.blocks) || reader.wire(message.text),
    blocks: message.blocks,
    notification: reader.wire(message.text),
    controls: reader.controls(message.blocks),
    ephemeral,
    edited: !ephemeral && message.edited !== undefined,
    notice: !ephemeral && !isWritten(message),
    files: ephemeral ? [] : filesAsSeen(world, message.files),
    ...(message.threadTs ? { threadTs: message.threadTs } : {}),
  }
}

function filesAsSeen(world: World, ids: string[]): SeenMessage['files'] {
  return ids.flatMap((id) => {
    const file = world.files.get(id)
    return file ? [{ id, name: file.name, title: file.title }] : []
  })
}

function viewAsSeen(reader: Reader, view: View, it: Pick<SeenView, 'fields' | 'errors'>): SeenView {
  return {
    id: view.id,
    blocks: view.blocks,
    state: view.state,
    title: labelOf(view.title),
    ...(view.submit ? { submit: labelOf(view.submit) } : {}),
    close: labelOf(view.close) || 'Cancel',
    text: reader.text(view.blocks),
    ...it,
    controls: reader.controls(view.blocks),
  }
}

function seenDirect(world: World, channel: Channel, person: Account): SeenDirect {
  const withId = [...channel.members].find((member) => member !== person.id) ?? person.id
  return { id: channel.id, with: world.accounts.get(withId)?.name ?? withId, withId }
}

function seenChannel(world: World, channel: Channel): SeenChannel {
  return {
    id: channel.id,
    name: channel.name,
    private: channel.kind === 'private',
    archived: channel.archived,
    topic: channel.topic.value,
    purpose: channel.purpose.value,
    members: [...channel.members].map((id) => world.accounts.get(id)?.name ?? id),
  }
}

/** The block with an action among blocks, by action_id or by label. */
export function findElement(
  blocks: View['blocks'],
  elements: (block: View['blocks'][number]) => Fields[],
  name: string,
) {
  for (const block of blocks) {
    for (const element of elements(block)) {
      const names = [textOf(element.action_id), labelOf(element.text), labelOf(element.placeholder)]
      if (names.includes(name) && name !== '') return { block, element }
    }
  }
  return undefined
}
