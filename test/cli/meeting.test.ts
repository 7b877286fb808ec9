import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command, CommanderError } from 'commander'
import { describe, expect, test } from 'vitest'
import { parseMarkdown } from '../../src/adapters/drive/markdown.ts'
import { addMeetingCommands } from '../../src/cli/meeting.ts'
import { series } from '../../src/meeting/index.ts'

const team = series.parse({
  key: 'security-team',
  name: 'Security team',
  first: '2023-01-18T08:00',
  zone: 'America/Los_Angeles',
  everyWeeks: 2,
  minutes: 60,
  channel: 'team',
})

const cordon = async (...words: readonly string[]) => {
  const out: string[] = []
  const err: string[] = []
  const program = new Command('cordon').exitOverride().configureOutput({ writeErr: (text) => err.push(text) })
  addMeetingCommands(program, {
    series: async () => [team],
    parseNotes: parseMarkdown,
    now: () => Temporal.Instant.from('2026-04-01T00:00Z').epochMilliseconds,
    print: (line) => out.push(line),
  })
  try {
    await program.parseAsync([...words], { from: 'user' })
    return { out, err: err.join(''), code: 0 }
  } catch (error) {
    if (error instanceof CommanderError) return { out, err: err.join(''), code: error.exitCode }
    throw error
  }
}

const notes = fileURLToPath(new URL('../meeting/fixtures/drive-export.md.txt', import.meta.url))
const file = (text: string, name = 'notes.md') => {
  const path = join(mkdtempSync(join(tmpdir(), 'notes-')), name)
  writeFileSync(path, text)
  return path
}

describe('meeting plan', () => {
  test('prints one JSON line a reminder, first and last day included', async () => {
    const { out, code } = await cordon(
      'meeting',
      'plan',
      '--series',
      'security-team',
      '--from',
      '2023-01-18',
      '--to',
      '2023-02-01',
      '--json',
    )
    expect(code).toBe(0)
    expect(out.map((line) => JSON.parse(line))).toMatchObject([
      {
        series: 'security-team',
        occurrence: '2023-01-18',
        start: '2023-01-18T16:00:00Z',
        reminder: 'T-24h',
        at: '2023-01-17T16:00:00Z',
      },
      {
        occurrence: '2023-02-01',
        zones: { 'America/Los_Angeles': '2023-02-01T08:00-08:00', UTC: '2023-02-01T16:00+00:00' },
      },
    ])
  })
  test('takes instants, and leaves out what starts at the last', async () => {
    const span = ['--from', '2023-01-18T16:00Z', '--to', '2023-02-01T08:00-08:00']
    const { out } = await cordon('meeting', 'plan', '--series', 'security-team', ...span)
    expect(out).toEqual([
      '2023-01-17T16:00:00Z  T-24h  2023-01-18T08:00-08:00 America/Los_Angeles  2023-01-18T16:00+00:00 UTC',
    ])
  })
  test.each([
    [['--from', '2023-01-01', '--to', '2023-02-01'], '--series is missing'],
    [
      ['--series', 'other', '--from', '2023-01-01', '--to', '2023-02-01'],
      'There is no series other: known are security-team.',
    ],
    [['--series', 'security-team', '--from', '2023-01-32', '--to', '2023-02-01'], '--from 2023-01-32 is neither'],
    [['--series', 'security-team', '--from', '2023-01-02', '--to', 'soon'], '--to soon is neither'],
    [['--series', 'security-team', '--from', '2023-02-02', '--to', '2023-02-01'], 'is not after'],
    [['--series', 'security-team', '--from', '0001-01-01', '--to', '2023-02-01'], 'a hundred years'],
  ])('%j is refused with exit code 2', async (words, says) => {
    const { out, err, code } = await cordon('meeting', 'plan', ...words)
    expect({ out, code }).toEqual({ out: [], code: 2 })
    expect(err).toContain(says)
  })
})

describe('meeting agenda', () => {
  test('prints the whole agenda as one JSON object', async () => {
    const { out } = await cordon('meeting', 'agenda', notes, '--json')
    expect(out).toHaveLength(1)
    const agenda: unknown = JSON.parse(out[0] ?? '')
    expect(agenda).toMatchObject({ date: '2026-04-08', host: 'Ines Okafor', dates: ['2026-04-08', '2026-03-25'] })
    expect(Object.keys(Object(agenda)).toSorted()).toEqual([
      'actions',
      'attendees',
      'date',
      'dates',
      'host',
      'items',
      'recording',
      'warnings',
    ])
  })
  test('--date picks a meeting', async () => {
    const { out } = await cordon('meeting', 'agenda', notes, '--date', '2026-03-25')
    expect(out).toEqual([
      '2026-03-25  host: not named  attendees: 0',
      'open         Onboarding',
      'in-progress  Release',
      'line 30: "in progess" was read as in-progress.',
    ])
  })
  test('the name of the file gives the date that the notes lack', async () => {
    const { out } = await cordon('meeting', 'agenda', file('* a\n', '2026-02-03.md'), '--json')
    expect(JSON.parse(out[0] ?? '')).toMatchObject({ date: '2026-02-03' })
  })
  test.each([
    [[notes, '--date', '2026-03-26'], 'holds no meeting on 2026-03-26; it holds 2026-04-08, 2026-03-25.'],
    [[notes, '--date', 'today'], '--date today is not a day'],
    [['/nowhere/notes.md'], 'cannot be read (ENOENT)'],
    [[tmpdir()], 'cannot be read (EISDIR)'],
    [[file('x'.repeat(10 * 1024 * 1024 + 1))], 'larger than 10 MB'],
  ])('%j is refused with exit code 2', async (words, says) => {
    const { out, err, code } = await cordon('meeting', 'agenda', ...words)
    expect({ out, code }).toEqual({ out: [], code: 2 })
    expect(err).toContain(says)
  })
})
