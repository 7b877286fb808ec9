import { describe, expect, test } from 'vitest'
import { fails, operator, passes, warns } from '../../src/cli/doctor/finding.ts'
import { inJson, inWords } from '../../src/cli/doctor/print-findings.ts'
import { runChecks } from '../../src/cli/doctor/run-checks.ts'

describe('the checks', () => {
  const never = () => new Promise<never>(() => undefined)
  /** A clock on which ten seconds are over at once, or never. */
  const over = { pause: async () => undefined }
  const still = { pause: never }
  const good = { name: 'b', run: async () => [passes('b', 'well')] }

  test('each has its own time, and is called off when it is over', async () => {
    let calledOff = false
    const run = (signal: AbortSignal) => {
      signal.addEventListener('abort', () => {
        calledOff = true
      })
      return never()
    }
    const found = await runChecks([{ name: 'a', run }], over)
    expect(found).toMatchObject([{ check: 'a', state: 'fails', says: 'did not come to an end within 10 s' }])
    expect(calledOff).toBe(true)
  })

  test('one that breaks stops no other, and its words are not repeated', async () => {
    const bad = {
      name: 'a',
      run: () => {
        throw new TypeError('hush-hush')
      },
    }
    const found = await runChecks([bad, good], still)
    expect(found.map(({ check, state }) => [check, state])).toEqual([
      ['a', 'fails'],
      ['b', 'passes'],
    ])
    expect(found[0]?.says).toBe('could not be tried (TypeError)')
  })
})

test('findings are printed in groups with their counts, or one a line for programs', () => {
  const found = [
    warns('slack.place.team', 'is far', operator('Go there.')),
    passes('data.disk', 'is large'),
    fails('config.TZ', 'is odd', operator('Mend it.')),
  ]
  expect(inWords(found)).toEqual([
    'Configuration',
    '  FAIL  TZ: is odd',
    '        operator: Mend it.',
    '',
    'Slack',
    '  warn  place.team: is far',
    '        operator: Go there.',
    '',
    'Data',
    '  ok    disk: is large',
    '',
    '1 passes, 1 warns, 1 fails',
  ])
  expect(inJson(found)[1]).toBe('{"check":"data.disk","state":"passes","says":"is large","remedy":null,"who":null}')
})
