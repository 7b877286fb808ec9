import { createHash } from 'node:crypto'
import type { MadeRoom, Rooms } from '../../src/incident/ports.ts'
import type { Found, Performed } from '../../src/kernel/act.ts'
import type { PersonId } from '../../src/kernel/person.ts'

type Channel = {
  id: string
  name: string
  private: boolean
  ours: boolean
  topic: string
  members: Set<PersonId>
  files: Map<string, Readonly<{ name: string; text: string }>>
  archived: boolean
}

export type Fault = Performed<never> | 'lost-before' | 'lost-after'
type Method = 'create' | 'invite' | 'remove' | 'members' | 'setTopic' | 'upload' | 'fileDigest' | 'archive'

/** Private channels in memory, with the answers Slack gives; faults wait for the next call of their method. */
export const createFakeRooms = () => {
  const channels: Channel[] = []
  const faults: { method: Method; fault: Fault }[] = []
  const barred = new Set<PersonId>()
  const calls: string[] = []
  const behave = { public: false, mayRemove: true, garble: false }

  const call = async <S>(method: Method, effect: () => Performed<S>): Promise<Performed<S>> => {
    calls.push(method)
    const index = faults.findIndex((it) => it.method === method)
    const fault = index < 0 ? undefined : faults.splice(index, 1)[0]?.fault
    if (fault === 'lost-before') return { ambiguous: 'timeout' }
    if (fault === 'lost-after') {
      effect()
      return { ambiguous: 'timeout' }
    }
    return fault ?? effect()
  }
  const at = (id: string): Channel => {
    const channel = channels.find((it) => it.id === id && !it.archived)
    if (!channel) throw new Error('a room was used that is not there')
    return channel
  }
  const isOut = (id: string) => channels.some((it) => it.id === id && it.archived)
  const unseen = { failed: 'channel_not_found', permanent: true } as const
  const add = (name: string, it: Readonly<{ private: boolean; ours: boolean }>): Channel => {
    const id = `C${String(channels.length + 1).padStart(8, '0')}`
    const channel = { id, name, ...it, topic: '', members: new Set<PersonId>(), files: new Map(), archived: false }
    channels.push(channel)
    return channel
  }
  const made = ({ id, private: isPrivate }: Channel): MadeRoom => ({ channel: id, private: isPrivate })

  const rooms: Rooms = {
    create: ({ rendered: { name } }) =>
      call('create', () =>
        channels.some((it) => it.name === name)
          ? { failed: 'name_taken' }
          : { done: made(add(name, { private: !behave.public, ours: true })) },
      ),
    findOwn: async (name): Promise<Found<MadeRoom>> => {
      const own = channels.find((it) => it.name === name && it.ours)
      return own ? { done: made(own) } : 'absent'
    },
    invite: (channel, person) =>
      call('invite', () => {
        if (barred.has(person)) return { done: 'barred' }
        at(channel).members.add(person)
        return { done: 'inside' }
      }),
    remove: (channel, person) =>
      call('remove', () => {
        if (!behave.mayRemove) return { done: 'refused' }
        at(channel).members.delete(person)
        return { done: 'outside' }
      }),
    members: (channel) => call('members', () => (isOut(channel) ? unseen : { done: at(channel).members })),
    setTopic: (channel, { rendered }) =>
      call('setTopic', () => {
        at(channel).topic = rendered.topic
        return { done: true }
      }),
    upload: (channel, { rendered }) =>
      call('upload', () => {
        const { files } = at(channel)
        const id = `F${files.size + 1}`
        files.set(id, behave.garble ? { ...rendered, text: `${rendered.text} ` } : rendered)
        return { done: id }
      }),
    findFile: async (channel, name) => {
      const file = [...at(channel).files].find(([, it]) => it.name === name)
      return file ? { done: file[0] } : 'absent'
    },
    fileDigest: (file) =>
      call('fileDigest', () => {
        const text = channels.flatMap((it) => [...it.files]).find(([id]) => id === file)?.[1].text ?? ''
        return { done: createHash('sha256').update(text).digest('hex') }
      }),
    archive: (channel) =>
      call('archive', () => {
        if (isOut(channel)) return unseen
        at(channel).archived = true
        return { done: true }
      }),
    link: (channel) => `https://slack.example/archives/${channel}`,
  }
  return {
    rooms,
    channels,
    calls,
    barred,
    behave,
    /** The next call of the method has this fault: an answer, or one lost before or after the effect. */
    fail: (method: Method, fault: Fault) => faults.push({ method, fault }),
    /** Somebody else makes a channel, before the next create looks whether its name is free. */
    occupy: (name: string) => add(name, { private: true, ours: false }),
  }
}
