import type { Button, Command, Form } from '../../kernel/door.ts'
import type { Job } from '../../kernel/module.ts'
import type { Person } from '../../kernel/person.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/refusal.ts'
import { minute } from '../../kernel/time.ts'
import type { Tx } from '../../kernel/tx.ts'
import { admitted } from './admit.ts'
import { createFormAnswers, type FormPorts, incidentIn } from './answer-form.ts'
import { type Envelope, type Of, referenceOf } from './envelope.ts'
import { buttonValue, openButtons, pickCommand } from './find-row.ts'
import type { Inbox, Log, People } from './ports.ts'

/** Field errors by block of the form, or nothing to add to the acknowledgement. */
export type Acknowledgement = Readonly<Record<string, string>> | null

/** What a module does with an event, inside the transaction of its decision. */
export type Hear = (tx: Tx, event: Of<'event'>['body']) => Promise<void>

export type DoorPorts = FormPorts &
  Readonly<{
    inbox: Inbox
    people: People
    prefix: string
    commands: readonly Command[]
    buttons: readonly Button[]
    hears: ReadonlyMap<string, Hear>
    /** Actions that guests of the workspace may do as well. */
    guests: ReadonlySet<string>
    log: Log
  }>

type Ask = Of<'command'> | Of<'button'> | Of<'form'>

/** Takes each kept delivery to its row of the tables, decides it once, and answers. */
export const createDoor = (ports: DoorPorts) => {
  const { decider, people, words, log } = ports
  const buttons = new Map([...ports.buttons, ...openButtons(ports.forms)].map((row) => [row.id, row]))
  const answers = createFormAnswers(ports)
  const busy = new Map<string, Promise<unknown>>()

  /** The person, once let in, or the refusal, which is then said already. */
  const enter = async (envelope: Ask, action: string | null): Promise<Person | Refusal> => {
    const person = admitted(await people.lookup(envelope.body.user), action !== null && ports.guests.has(action))
    if (isRefusal(person)) await decider.refuse(envelope, envelope.body.user, person)
    return person
  }

  const press = async (envelope: Of<'command'> | Of<'button'>, row: Command | Button, raw: unknown) => {
    const { body } = envelope
    const soon = 'opens' in row && row.opens === true
    const { opening, end } = answers.prepare({ trigger: body.trigger, person: body.user, soon })
    try {
      const person = await enter(envelope, row.may)
      if (isRefusal(person)) return await answers.refused(opening, person)
      const prepared = await row.prepare(raw, person)
      const decide = 'decide' in prepared ? prepared.decide : isRefusal(prepared) ? prepared : refuse('not-valid')
      const incident = envelope.kind === 'button' ? incidentIn(raw) : null
      const asked = { envelope, person, action: row.may, channel: body.channel, incident, decide }
      const outcome = await decider.decide(asked)
      end()
      await answers.answer({ envelope, person, channel: body.channel, trigger: body.trigger }, opening, outcome)
    } catch (error) {
      await answers.failed(opening, referenceOf(envelope))
      throw error
    } finally {
      end()
    }
  }

  const command = async (envelope: Of<'command'>): Promise<null> => {
    const picked = pickCommand(
      { ...ports, nearest: words.nearest },
      envelope.body.command,
      words.parseCommand(envelope.body.text),
    )
    if ('row' in picked) {
      await press(envelope, picked.row, picked.args)
      return null
    }
    const person = await enter(envelope, null)
    if (isRefusal(person)) return null
    const said =
      'help' in picked
        ? { text: 'door.help', about: { word: picked.help } }
        : { text: 'door.unknown-command', about: { word: picked.unknown, near: picked.near } }
    await decider.answer(envelope, person.id, said)
    return null
  }

  const button = async (envelope: Of<'button'>): Promise<null> => {
    const row = buttons.get(envelope.body.action)
    if (row) await press(envelope, row, buttonValue(envelope.body.value))
    else if (!isRefusal(await enter(envelope, null)))
      await decider.refuse(envelope, envelope.body.user, refuse('stale-button'))
    return null
  }

  const form = async (envelope: Of<'form'>): Promise<Acknowledgement> => {
    const { body } = envelope
    const row = ports.forms.find((each) => each.id === body.form)
    const person = await enter(envelope, row?.may ?? null)
    if (isRefusal(person)) return null
    const read = words.readView(body.values, body.about)
    if (!row || isRefusal(read) || read.form !== row.id) {
      await decider.refuse(envelope, person.id, isRefusal(read) ? read : refuse('stale-form'))
      return null
    }
    const prepared = await row.prepare({ about: read.about, values: read.values }, person)
    if ('errors' in prepared) return unfinished(envelope, row, prepared.errors)
    const decide = isRefusal(prepared) ? prepared : prepared.decide
    const asked = { envelope, person, action: row.may, channel: null, incident: incidentIn(read.about), decide }
    const outcome = await decider.decide(asked)
    if (outcome !== 'repeat' && 'errors' in outcome) return unfinished(envelope, row, outcome.errors)
    if (outcome !== 'repeat' && 'open' in outcome) {
      const trigger = body.trigger ?? ''
      const { opening } = answers.prepare({ trigger, person: person.id, soon: false })
      await answers.answer({ envelope, person, channel: null, trigger }, opening, outcome)
    }
    return null
  }

  /** A form that goes back to its writer leaves no decision: the same view may be sent again. */
  const unfinished = async (envelope: Of<'form'>, row: Form, errors: Readonly<Record<string, string>>) => {
    await decider.lay(envelope)
    return words.formErrors(row, errors)
  }

  const event = async (envelope: Of<'event'>): Promise<null> => {
    const hear = ports.hears.get(envelope.body.type)
    await decider.once(envelope, async (tx) => hear?.(tx, envelope.body))
    return null
  }

  const route = async (envelope: Envelope): Promise<Acknowledgement> => {
    if (envelope.kind === 'command') return command(envelope)
    if (envelope.kind === 'button') return button(envelope)
    if (envelope.kind === 'form') return form(envelope)
    if (envelope.kind === 'event') return event(envelope)
    await decider.lay(envelope)
    return null
  }

  /** An unexpected failure is said with a reference that is also in the log; a form goes back to its writer. */
  const failed = async (envelope: Envelope, error: unknown): Promise<Acknowledgement> => {
    const reference = referenceOf(envelope)
    const name = error instanceof Error ? error.name : 'unknown'
    log('error', 'door.failed', { reference, kind: envelope.kind, error: name })
    const row = envelope.kind === 'form' ? ports.forms.find((each) => each.id === envelope.body.form) : undefined
    const field = row?.fields[0]?.name
    if (envelope.kind === 'form' && row && field !== undefined) {
      const says = `That failed on my side, and nothing was done (reference ${reference}). Please try again.`
      return unfinished(envelope, row, { [field]: says })
    }
    if (envelope.kind === 'form' || envelope.kind === 'command' || envelope.kind === 'button')
      await decider.answer(envelope, envelope.body.user, { text: 'door.failed', about: { reference } })
    // An event that fails while the store works would fail each time: the log has it, and it is laid aside.
    else await decider.lay(envelope)
    return null
  }

  const run = async (envelope: Envelope): Promise<Acknowledgement> => {
    try {
      return await route(envelope)
    } catch (error) {
      return failed(envelope, error)
    }
  }

  const handle = (envelope: Envelope): Promise<Acknowledgement> => {
    const running = run(envelope).finally(() => busy.delete(envelope.key))
    busy.set(envelope.key, running)
    return running
  }

  /** Runs what was kept and never decided: after a restart everything, later what is older than a minute. */
  const sweep = async (before: number): Promise<void> => {
    for (const it of await ports.inbox.open())
      if (it.at <= before && !busy.has(it.key))
        await handle(it).catch((error: unknown) =>
          log('error', 'door.unfinished', { kind: it.kind, error: error instanceof Error ? error.name : 'unknown' }),
        )
  }

  const sweeping: Job = { name: 'door.sweep', beat: () => sweep(ports.clock.line() - minute) }

  return {
    /** Decides a kept delivery and says what its acknowledgement adds. Fails only when not even a failure could be kept. */
    handle,
    /** Whether a kept delivery of this kind would be of use to anyone. */
    heard: (envelope: Envelope) => envelope.kind !== 'event' || ports.hears.has(envelope.body.type),
    /** At start: runs again what an earlier process left undecided. */
    resume: () => sweep(ports.clock.line()),
    jobs: [sweeping],
    /** Resolves when nothing is being decided. */
    idle: async () => {
      await Promise.allSettled(busy.values())
    },
  }
}
export type Door = ReturnType<typeof createDoor>
