import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createAnnouncementRepository } from '../../src/adapters/store/announcements.ts'
import { createAnnouncement, parseAnnouncement } from '../../src/announcement/index.ts'
import type { AnnouncementPorts, Witnessed } from '../../src/announcement/ports.ts'
import type { Performed } from '../../src/kernel/act.ts'
import type { Caller, Outcome } from '../../src/kernel/door.ts'
import { isRefusal } from '../../src/kernel/refusal.ts'
import { createDesk } from '../setup/desk.ts'
import { engines } from '../setup/engines.ts'

const person = (id: string): Caller['person'] => ({ id, name: id, standing: 'member' })

/** The module on a real store, its posts and its gate scripted by the test. */
const opened = async (open: Parameters<typeof createDesk>[0]) => {
  const script = {
    submitted: [] as string[],
    answer: { done: { accepted: 250 } } as Performed<{ accepted: number }>,
    copy: 'not-seen' as Witnessed,
    cleared: true,
    roster: new Set<string>(),
    closed: false,

    published: [] as string[],
    cleared4: [] as unknown[],
  }
  const holder: { ports?: AnnouncementPorts } = {}
  const rows = () => (holder.ports ? createAnnouncement(holder.ports).performers : [])
  const desk = await createDesk(open, [
    ...['announcement.mail', 'announcement.witness'].map((kind) => ({
      kind,
      perform: async (...it: Parameters<ReturnType<typeof rows>[number]['perform']>) => row(kind).perform(...it),
      find: async (...it: Parameters<ReturnType<typeof rows>[number]['find']>) => row(kind).find(...it),
      settled: async (...it: Parameters<ReturnType<typeof rows>[number]['settled']>) => row(kind).settled(...it),
      unknown: kind === 'announcement.mail' ? ('hold' as const) : { repeat: 'looking changes nothing' },
    })),
  ])
  const row = (kind: string) => {
    const found = rows().find((it) => it.kind === kind)
    if (!found) throw new Error(`there is no performer of ${kind}`)
    return found
  }
  const announcements = createAnnouncementRepository(parseAnnouncement)
  const ports: AnnouncementPorts = {
    announcements,
    post: {
      compose: async (list, doc) =>
        doc.title.includes('\n')
          ? { wrong: 'one line, please' }
          : {
              letter: {
                from: { address: 'f@x.test' },
                to: { address: `${list}@x.test` },
                subject: doc.title,
                text: doc.title,
                html: '',
              },
            },
      digestOf: (letter) => `sha-${letter.subject}`,
      newMessageId: (_list, id) => `<${id}@x.test>`,
      submit: async (_cleared, it) => {
        script.submitted.push(it.messageId)
        return script.answer
      },
      witness: async () => script.copy,
      patience: () => 60_000,
    },
    clear: async (_place, _doc, _rendered, why) => {
      script.cleared4.push(why)
      return { held: 'not-cleared' }
    },
    plan: desk.acts.plan,
    append: desk.ledger.append,
    read: desk.store.read,
    clock: desk.clock,
    parse: (title) => ({ title, blocks: [] }),
    lists: ['security'],
    approvers: ['UWRITER', 'USECOND', 'UTHIRD'],
    channel: 'announcements',
    onRoster: async (_tx, _incident, who) => script.roster.has(who),
    isOpen: async () => !script.closed,
    published: async (_tx, incident) => {
      script.published.push(incident)
    },
  }
  holder.ports = ports
  const module = createAnnouncement(ports)
  const run = async (
    way: { prepare: (raw: unknown, who: Caller['person']) => Promise<unknown> } | undefined,
    raw: unknown,
    who: string,
  ) => {
    const prepared = await way?.prepare(raw, person(who))
    if (typeof prepared !== 'object' || prepared === null || !('decide' in prepared)) return prepared
    const { decide } = prepared
    if (typeof decide !== 'function') throw new Error('nothing to decide')
    const caller: Caller = { person: person(who), roles: new Set(), at: desk.desk.now }
    return desk.store.transact(async (tx): Promise<Outcome> => decide(tx, caller))
  }
  const propose = (incident: string | null, who = 'UWRITER', subject = 'Release') =>
    run(module.forms[0], { about: { list: 'security', incident }, values: { subject, body: 'Words' } }, who)
  const press = (id: string, value: unknown, who: string) =>
    run(
      module.buttons.find((it) => it.id === id),
      value,
      who,
    )
  return { ...desk, script, module, propose, press, announcements }
}

for (const engine of engines)
  describe(`announcements on ${engine.name}`, () => {
    const start = async () => opened((await engine.fresh()).open())

    test('a proposal stores the letter, asks every other approver, and sends nothing', async () => {
      const it = await start()
      expect(await it.propose(null)).toEqual({ reply: 'announcement.preview', about: { id: 'AN-1970-0001' } })
      expect(Object.keys(await it.states()).toSorted()).toEqual([
        'AN-1970-0001:review:USECOND',
        'AN-1970-0001:review:UTHIRD',
      ])
      expect(it.script.submitted).toEqual([])
    })

    test('of an incident, only those on its roster may write, and only they are asked', async () => {
      const it = await start()
      expect(await it.propose('KF-2026-0001')).toMatchObject({ rule: 'announcement.roster' })
      it.script.roster.add('UWRITER')
      expect(await it.propose('KF-2026-0001')).toMatchObject({ rule: 'announcement.nobody' })
      it.script.roster.add('UTHIRD')
      await it.propose('KF-2026-0001')
      expect(Object.keys(await it.states())).toEqual(['AN-1970-0001:review:UTHIRD'])
    })

    test('the writer takes it back by the button of the preview, and hears of it once', async () => {
      const it = await start()
      await it.propose(null)
      const preview = () =>
        it.store.read(async (tx) =>
          it.module.texts.find((text) => text.name === 'announcement.preview')?.write(tx, { id: 'AN-1970-0001' }),
        )
      const [button] = (await preview())?.blocks.flatMap((block) => ('buttons' in block ? block.buttons : [])) ?? []
      expect(button?.label).toBe('Take back')
      expect(await it.press(button?.button ?? '', button?.value, 'UOTHER')).toMatchObject({
        rule: 'announcement.not-yours',
      })
      expect(await it.press(button?.button ?? '', button?.value, 'UWRITER')).toMatchObject({
        reply: 'announcement.answered',
      })
      expect((await preview())?.blocks.some((block) => 'buttons' in block)).toBe(false)
      expect(Object.keys(await it.states()).filter((key) => key.includes('UWRITER'))).toEqual([])
    })

    test('two approvers at once plan one mail', async () => {
      const it = await start()
      await it.propose(null)
      const value = { id: 'AN-1970-0001', digest: 'sha-Release' }
      const answers = await Promise.all([
        it.press('announcement.approve', value, 'USECOND'),
        it.press('announcement.approve', value, 'UTHIRD'),
      ])
      expect(answers.filter(isRefusal)).toHaveLength(1)
      expect((await it.states())['AN-1970-0001']).toBe('waiting')
    })

    test('a writer who left the roster has no text that could be approved, and neither has a closed incident', async () => {
      const it = await start()
      it.script.roster.add('UWRITER').add('USECOND')
      await it.propose('KF-2026-0001')
      const value = { id: 'AN-1970-0001', digest: 'sha-Release' }
      it.script.roster.delete('UWRITER')
      expect(await it.press('announcement.approve', value, 'USECOND')).toMatchObject({ rule: 'announcement.roster' })
      it.script.roster.add('UWRITER')
      it.script.closed = true
      expect(await it.press('announcement.approve', value, 'USECOND')).toMatchObject({ rule: 'announcement.closed' })
      expect(await it.propose('KF-2026-0001')).toMatchObject({ rule: 'announcement.closed' })
      expect(await it.press('announcement.open', { incident: 'KF-2026-0001' }, 'UWRITER')).toMatchObject({
        rule: 'announcement.closed',
      })
      expect(Object.keys(await it.states())).toEqual(['AN-1970-0001:review:USECOND'])
    })

    test('an approved mail waits for a person when writer, second person or incident are gone before it leaves', async () => {
      for (const gone of ['UWRITER', 'USECOND', 'incident']) {
        const it = await start()
        it.script.roster.add('UWRITER').add('USECOND')
        await it.propose('KF-2026-0001')
        await it.press('announcement.approve', { id: 'AN-1970-0001', digest: 'sha-Release' }, 'USECOND')
        it.script.roster.delete(gone)
        it.script.closed = gone === 'incident'
        const stop = await it.worker.start()
        await it.until('AN-1970-0001', 'held')
        expect(it.script.cleared4).toEqual([])
        await stop(500)
      }
    })

    test('a mail that the gate does not clear is held and never submitted', async () => {
      const it = await start()
      it.script.roster.add('UWRITER').add('USECOND')
      await it.propose('KF-2026-0001')
      const stop = await it.worker.start()
      await it.press('announcement.approve', { id: 'AN-1970-0001', digest: 'sha-Release' }, 'USECOND')
      await it.until('AN-1970-0001', 'held')
      expect(it.script.submitted).toEqual([])
      expect(it.script.cleared4).toEqual([{ approved: { incident: 'KF-2026-0001', digest: 'sha-Release' } }])
      await stop(500)
    })
  })

test('a witness that does not see the copy in time is a matter for a person, and one that sees it publishes', async () => {
  const [engine] = engines
  if (!engine) throw new Error('no engine')
  const it = await opened((await engine.fresh()).open())
  it.script.roster.add('UWRITER').add('USECOND')
  await it.propose('KF-2026-0001')
  const witness = it.module.performers.find((row) => row.kind === 'announcement.witness')
  const look = (since: number) =>
    witness?.perform(
      { id: 'AN-1970-0001', since },
      { key: randomUUID(), attempt: 1, signal: new AbortController().signal },
    )
  expect(await look(it.clock.line())).toMatchObject({ reason: 'not-seen-yet' })
  expect(await look(it.clock.line() - 61_000)).toEqual({ held: 'not-seen' })
  it.script.copy = 'held'
  expect(await look(it.clock.line())).toEqual({ held: 'held-by-the-list' })
  it.script.copy = 'seen'
  expect(await look(it.clock.line())).toEqual({ done: { at: it.desk.now } })
  await it.store.transact(async (tx) => {
    await witness?.settled(tx, { id: 'AN-1970-0001', since: 1 }, { at: 5 })
  })
  expect(it.script.published).toEqual(['KF-2026-0001'])
  expect(await it.store.read((tx) => it.announcements.get(tx, 'AN-1970-0001'))).toMatchObject({
    state: 'seen',
    seenAt: 5,
  })
})
