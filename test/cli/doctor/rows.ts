import { expect, test } from 'vitest'
import type { Finding } from '../../../src/cli/doctor/finding.ts'

/** An answer and what is judged of it; no finding at all is undefined. */
export type Row = readonly [what: string, found: Finding | undefined, state: Finding['state'] | undefined, says: RegExp]

/** Each row as a test; whatever does not pass says what to do about it, in one line, and who can. */
export const testRows = (rows: readonly Row[]): void => {
  test.each(rows)('%s', (_what, found, state, says) => {
    expect([found?.state, String(found?.says)]).toEqual([state, expect.stringMatching(says)])
    expect([found?.remedy, found?.who].every((it) => it != null)).toBe(state === 'warns' || state === 'fails')
    expect(found?.remedy ?? '').not.toContain('\n')
  })
}
