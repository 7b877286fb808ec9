import { z } from 'zod'
import type { Deed } from '../slack/person/seen.ts'
import { instantOf } from './draw/instant.ts'
import { type Person, type Place, withApp } from './place.ts'
import type { Sight } from './sight.ts'

const text = z.string().max(40_000)
const filling = z.union([text, z.array(text).max(100)])
const on = z.discriminatedUnion('surface', [
  z.object({ surface: z.literal('modal') }),
  z.object({ surface: z.literal('home') }),
  z.object({ surface: z.literal('message'), ts: z.string().max(40) }),
])
/** What stands in the fields of the open form, by block_id; those named in `instants` as a local date and time. */
const fields = {
  values: z.record(z.string(), filling).default({}),
  instants: z.array(z.string()).default([]),
}
const control = { on, block: z.string(), action: z.string(), ...fields }

/** What somebody does on the page. */
export const deedSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('say'), text, thread: z.string().max(40).optional() }),
  z.object({ do: z.literal('press'), ...control }),
  z.object({ do: z.literal('choose'), ...control, value: filling, instant: z.boolean().default(false) }),
  z.object({ do: z.literal('submit'), view: z.string(), ...fields }),
  z.object({ do: z.literal('fill'), view: z.string(), ...fields }),
  z.object({ do: z.literal('close'), view: z.string() }),
  z.object({ do: z.literal('open'), tab: z.enum(['home', 'messages']) }),
  z.object({ do: z.literal('shortcut'), id: z.string(), ts: z.string().max(40).optional() }),
  z.object({ do: z.literal('join') }),
  z.object({ do: z.literal('read'), ts: z.string().max(40) }),
])
export type PageDeed = z.infer<typeof deedSchema>
type Of<Do extends PageDeed['do']> = Extract<PageDeed, { do: Do }>

const no = (says: string): Deed => ({ ok: false, says })

const say = ({ person, place }: Sight, deed: Of<'say'>): Promise<Deed> => {
  if (place.kind === 'home') return Promise.resolve(no('Nobody writes into a Home.'))
  const typing = deed.thread === undefined ? {} : { thread: deed.thread }
  const [, command, rest = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(deed.text.trim()) ?? []
  if (command !== undefined && place.channelId !== null)
    return person.command(place.channelId, command, { text: rest, ...typing })
  if (command !== undefined) return commandToApp(person, command, rest)
  if (place.id === withApp) return person.dm(deed.text, typing)
  return person.say(place.channelId ?? '', deed.text, typing)
}

/** A command in direct messages that were never opened: opening them is what Slack's client does first. */
const commandToApp = async (person: Person, command: string, rest: string): Promise<Deed> => {
  await person.openHome('messages')
  const direct = person.directMessages().find((it) => it.with === 'Cordon')
  return direct ? person.command(direct.id, command, rest) : no('There is nowhere to give this command.')
}

const secondsOf = (local: string, zone: string): string => {
  if (local === '') return ''
  try {
    return String(instantOf(local, zone))
  } catch {
    return ''
  }
}

/** Puts into the form what stands in its fields on the page. */
const fill = async ({ person, zone }: Sight, deed: Pick<Of<'submit'>, 'values' | 'instants'>): Promise<Deed> => {
  const entries = Object.entries(deed.values).map(([block, value]) => {
    const instant = deed.instants.includes(block) && typeof value === 'string'
    return [block, instant ? secondsOf(value, zone) : value] as const
  })
  return entries.length === 0 ? { ok: true } : person.fill(Object.fromEntries(entries))
}

const whereOf = (place: Place, { on, block }: Pick<Of<'press'>, 'on' | 'block'>) => {
  if (on.surface !== 'message') return { surface: on.surface, block }
  return { channel: place.kind === 'home' ? '' : (place.channelId ?? ''), ts: on.ts, block }
}

const press = async (sight: Sight, deed: Of<'press'>): Promise<Deed> => {
  const filled = deed.on.surface === 'modal' ? await fill(sight, deed) : { ok: true }
  return filled.ok ? sight.person.press(deed.action, whereOf(sight.place, deed)) : filled
}

const choose = async (sight: Sight, deed: Of<'choose'>): Promise<Deed> => {
  const filled = deed.on.surface === 'modal' ? await fill(sight, deed) : { ok: true }
  if (!filled.ok) return filled
  const value = deed.instant && typeof deed.value === 'string' ? secondsOf(deed.value, sight.zone) : deed.value
  return sight.person.choose(deed.action, value, whereOf(sight.place, deed))
}

const submit = async (sight: Sight, deed: Of<'submit'>): Promise<Deed> => {
  if (sight.person.modal()?.id !== deed.view) return no('This form is not open any more.')
  const filled = await fill(sight, deed)
  return filled.ok ? sight.person.submitModal() : filled
}

const shortcut = ({ person, place }: Sight, { id, ts }: Of<'shortcut'>): Promise<Deed> => {
  if (ts === undefined) return person.shortcut(id)
  return person.messageShortcut(place.kind === 'home' ? '' : (place.channelId ?? ''), ts, id)
}

const read = async ({ person, place, reading }: Sight, { ts }: Of<'read'>): Promise<Deed> => {
  if (place.kind !== 'home' && place.channelId !== null) reading.read(person, place.channelId, ts)
  return { ok: true }
}

const close = async ({ person }: Sight, { view }: Of<'close'>): Promise<Deed> =>
  person.modal()?.id === view ? person.closeModal() : { ok: true }

/** Does as the person what was done on the page; what Slack says about it is the answer. */
export const perform = async (sight: Sight, deed: PageDeed): Promise<Deed> => {
  const { person, place } = sight
  switch (deed.do) {
    case 'say':
      return say(sight, deed)
    case 'press':
      return press(sight, deed)
    case 'choose':
      return choose(sight, deed)
    case 'submit':
      return submit(sight, deed)
    case 'fill':
      return sight.person.modal()?.id === deed.view ? fill(sight, deed) : { ok: true }
    case 'close':
      return close(sight, deed)
    case 'open':
      return person.openHome(deed.tab)
    case 'shortcut':
      return shortcut(sight, deed)
    case 'join':
      return place.kind === 'channel' ? person.join(place.channelId) : no('There is nothing to join.')
    case 'read':
      return read(sight, deed)
  }
}
