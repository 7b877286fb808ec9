import { describe, expect, test } from 'vitest'
import { compile } from '../../src/gate/match.ts'
import type { Secret } from '../../src/gate/secret.ts'
import { disguises, retellings } from './corpus/disguises.ts'
import { generated, handmade } from './corpus/incidents.ts'
import { everyday, near } from './corpus/ordinary.ts'

const match = compile([...handmade, ...generated])
const open = handmade.filter((it) => it.state === 'embargoed')

type Case = Readonly<{ what: string; incident: string; name: string; text: string }>

/** What is written of an incident in its place, with words around it that belong to no secret. */
const inTalk = (text: string): string => `Dear all,\nplease see "${text}" for more.\n`

const idsOf = (it: Secret): readonly string[] =>
  [it.id, it.cve, it.ghsa === 'GHSA-3j5f-p6wq-c9xr' ? null : it.ghsa, it.room.id, it.room.name].flatMap((name) =>
    name !== null && name.length > 8 ? [name] : [],
  )
const ids: readonly Case[] = open.flatMap((it) =>
  idsOf(it).flatMap((name) =>
    Object.entries(disguises).map(([what, disguise]) => ({
      what,
      incident: it.id,
      name,
      text: inTalk(disguise(name)),
    })),
  ),
)
const longTitles = open.filter((it) => (it.title ?? '').split(' ').length > 7 && it.id !== 'KF-2026-0040')
const titles: readonly Case[] = longTitles.flatMap((it) =>
  Object.entries(retellings).map(([what, tell]) => ({
    what,
    incident: it.id,
    name: it.title ?? '',
    text: inTalk(tell(it.title ?? '')),
  })),
)

const caught = ({ incident, text }: Case): boolean => match(text).some((hit) => hit.incident === incident)
/** A hit of another incident in a text that names one. */
const astray = ({ incident, text }: Case): boolean => match(text).some((hit) => hit.incident !== incident)

describe('against 509 incidents, the guard', () => {
  test('has enough to look at', () => {
    expect(ids.length).toBeGreaterThan(1500)
    expect(titles.length).toBeGreaterThan(50)
    expect(near.length + everyday.length).toBeGreaterThan(140)
  })

  test('finds every id in every disguise (recall 1.0)', () => {
    expect(ids.filter((it) => !caught(it)).map(({ what, name, text }) => ({ what, name, text }))).toEqual([])
  })

  test('finds every title in every retelling (recall 1.0)', () => {
    expect(titles.filter((it) => !caught(it)).map(({ what, text }) => ({ what, text }))).toEqual([])
  })

  test('takes no disguised name for another incident’s (precision 1.0)', () => {
    expect([...ids, ...titles].filter(astray).map(({ what, text }) => ({ what, text, hits: match(text) }))).toEqual([])
  })

  test.each([...near, ...everyday])('cries out at no ordinary text (precision 1.0): %s', (text) => {
    expect(match(text)).toEqual([])
  })

  test('points at the disguised name and little else', () => {
    for (const { text } of ids) {
      const [hit] = match(text)
      const [start, end] = [text.indexOf('"') + 1, text.lastIndexOf('"')]
      expect(hit?.start).toBeGreaterThanOrEqual(start)
      expect(hit?.end).toBeLessThanOrEqual(end)
    }
  })
})
