import { beforeAll, describe, expect, test } from 'vitest'
import { type Output, scan } from '../canary/scan.ts'
import { senderAddress } from '../setup/mail-side.ts'
import { createWorld, type World } from '../setup/world.ts'
import { toldOfHits } from './deeds.ts'
import { advisory, id, live, publish, slip, subject, summary, team } from './incident-life.ts'
import { fileNames, lockScreenOf, logOf, mailsOf, pagesOf, screenOf, sentElsewhere, tablesOf } from './outputs.ts'

/** Where Cordon keeps decisions, acts and who did what: no words of people at all. */
const wordless = ['acts', 'ledger', 'inbox', 'decisions', 'messages', 'roster', 'meeting_reminders']

/** Every output of the world that somebody outside the roster may come to see. */
const outsideOf = async (world: World, room: string): Promise<readonly Output[]> => {
  const { ada, bob, cleo } = world
  const inside = new Set([room, ...[ada, bob, cleo].flatMap((it) => it.directMessages().map((one) => one.id))])
  return [
    ...[world.olga, world.gus].map((it) => screenOf(it)),
    // What she wrote herself is shown back to her as a preview.
    screenOf(cleo, slip),
    ...[ada, bob].map(lockScreenOf),
    sentElsewhere(world, inside),
    ...(await mailsOf(world, [senderAddress, world.mail().witness.address])),
    ...(await pagesOf(world)),
    fileNames(world),
    logOf(world),
  ]
}

/** Outputs with a text that is too short for the scanner. */
const naming = (text: string, outputs: readonly Output[]) =>
  outputs.filter((it) => Buffer.from(it.bytes).includes(text)).map((it) => it.name)

const found = (canaries: readonly string[], outputs: readonly Output[]) =>
  scan({ canaries, outputs }).map(({ canary, output, through }) => ({ canary, output, through }))

/** Where what the gate stopped during the walk was bound for. */
const stopped = ['a person', 'a person', 'channel', 'list']

/** Everything is taken down during the walk and searched after it: a search takes long, and would hold Slack up. */
const walk = async (world: World) => {
  const room = await live(world)
  const { ada, bob, cleo, olga, gus } = world
  await world.slack.until(() => toldOfHits(ada).length >= stopped.length, 15_000)
  const name = ada.channels().find((it) => it.id === room)?.name ?? ''
  const mails = () => mailsOf(world, [senderAddress, world.mail().witness.address])
  const publicly = async () => [...[olga, gus].map((it) => screenOf(it)), ...(await mails()), ...(await pagesOf(world))]
  const before = {
    inside: screenOf(bob),
    outside: await outsideOf(world, room),
    public: await publicly(),
    tables: tablesOf(world, wordless),
    hits: { lead: toldOfHits(ada).toSorted(), others: [bob, cleo, olga, gus].flatMap(toldOfHits) },
  }
  await publish(world, room)
  const after = {
    outside: await outsideOf(world, room),
    public: await publicly(),
    tables: tablesOf(world, wordless),
    files: ada.files(room).map((it) => it.name),
  }
  // Behind the id, these letters are all that only the room's name has.
  return { room, letters: name.slice(`inc-${id}`.length), before, after, unknown: world.slack.unknown }
}

describe('secrets of an incident, through its whole life', () => {
  let it: Awaited<ReturnType<typeof walk>>

  beforeAll(async () => {
    const world = await createWorld({ mail: 'list', drive: true, team })
    try {
      it = await walk(world)
    } finally {
      await world.stop()
    }
  }, 150_000)

  test('the scanner sees them where they may be seen', () => {
    const { inside } = it.before
    expect(found([summary, advisory], [inside]).map((one) => one.canary)).toEqual([summary, advisory])
    expect([it.letters, naming(it.letters, [inside])]).toEqual([expect.stringMatching(/^-[a-z]{6}$/), [inside.name]])
    expect(it.unknown).toEqual([])
  })

  test('no word of it is in any output outside the roster before the publication', () => {
    expect(found([summary, advisory], it.before.outside)).toEqual([])
    expect(naming(it.letters, it.before.outside)).toEqual([])
  })

  test('the incident lead is told of everything that was stopped, and nobody else', () => {
    expect(it.before.hits).toEqual({ lead: stopped, others: [] })
  })

  test('no word of people is in acts, ledger, inbox or any other table of who did what', () => {
    expect(found([summary, advisory, slip, subject], [...it.before.tables, ...it.after.tables])).toEqual([])
  })

  test('its id and its channel are nowhere in public: not in channels, mails or pages', () => {
    const seen = [...it.before.public, ...it.after.public]
    expect(found([id], seen)).toEqual([])
    expect(naming(it.room, seen)).toEqual([])
  })

  test('once the list has distributed the advisory, its words are out, and only they', () => {
    const out = found([advisory], it.after.outside).map((one) => one.output)
    expect(out).toContain('the screen of Olga')
    expect(out).toContain('mail 0 in INBOX of witness@elsewhere.example')
    expect(out).not.toContain('log')
    expect(found([summary], it.after.outside)).toEqual([])
    expect(naming(it.letters, it.after.outside)).toEqual([])
    expect(it.after.files).toEqual([`${id}-ledger.jsonl`])
  })
})
