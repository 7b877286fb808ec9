import type { Clock } from '../../kernel/time.ts'
import type { DocumentFailure } from '../../meeting/ports.ts'
import { createDocuments, type DriveSettings } from './documents.ts'

/** What came of reading a document: never its text. `later` is no answer, or one that asks to come again. */
export type DocumentAnswer =
  | Readonly<{ read: true }>
  | Readonly<{ failed: DocumentFailure | 'later'; reason: string | null }>

/** Reads a document as Cordon would, by a token exchange, and forgets its text. */
export const probeDocument = async (
  it: Readonly<{ settings: DriveSettings; document: string; clock: Clock }>,
  signal: AbortSignal,
): Promise<DocumentAnswer> => {
  let reason: string | null = null
  const log = (_what: string, about: Readonly<{ reason: string }>) => {
    reason = /^\w{1,40}$/.test(about.reason) ? about.reason : null
  }
  const outcome = await createDocuments(it.settings, { clock: it.clock, log }).read(it.document, null, signal)
  if ('failed' in outcome) return { failed: outcome.failed, reason }
  return 'retryAt' in outcome ? { failed: 'later', reason: outcome.reason } : { read: true }
}
