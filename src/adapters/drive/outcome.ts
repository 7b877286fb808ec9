import { z } from 'zod'
import type { DocumentFailure, DocumentRead } from '../../meeting/ports.ts'

/** The parts of an error of the Google client that say what happened; bodies and headers are read no further. */
const failure = z.object({
  code: z.union([z.string(), z.number()]).optional(),
  response: z
    .object({
      status: z.number(),
      headers: z.unknown(),
      data: z.unknown(),
    })
    .optional(),
})

const described = z.object({
  error: z.object({ errors: z.array(z.object({ reason: z.string().max(64) })).default([]) }),
})
const tokenError = z.object({ error: z.string().max(64) })

/** What a failed call says of itself: status 0 when nothing answered. `retryAfter` is seconds or an HTTP date. */
export type Answered = Readonly<{ status: number; reason: string; retryAfter: string | null }>

/** Reads an error of the Google client; anything else counts as no answer. */
export const answeredBy = (error: unknown): Answered => {
  const { response, code } = failure.safeParse(error).data ?? {}
  if (!response) return { status: 0, reason: typeof code === 'string' ? code : 'no-answer', retryAfter: null }
  const drive = described.safeParse(response.data).data?.error.errors[0]?.reason
  const token = tokenError.safeParse(response.data).data?.error
  const retryAfter = response.headers instanceof Headers ? response.headers.get('retry-after') : null
  return { status: response.status, reason: drive ?? token ?? '', retryAfter }
}

/**
 * Drive answers 403 both for limits that pass and for what is refused for good; only the reason tells them apart.
 * From https://developers.google.com/workspace/drive/api/guides/handle-errors
 */
const reasons: Readonly<Record<string, DocumentFailure | 'later'>> = {
  rateLimitExceeded: 'later',
  userRateLimitExceeded: 'later',
  sharingRateLimitExceeded: 'later',
  dailyLimitExceeded: 'later',
  exportSizeLimitExceeded: 'too-large',
  fileNotExportable: 'not-a-document',
  fileNotDownloadable: 'not-a-document',
  insufficientFilePermissions: 'not-shared',
  appNotAuthorizedToFile: 'not-shared',
  notFound: 'not-shared',
}

const usualWait = 20_000
const longestWait = 3_600_000

/** When to ask again, as line time; `Retry-After` is kept within an hour. */
const waitUntil = (retryAfter: string | null, line: number): number => {
  if (retryAfter === null) return line + usualWait
  const ms = /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) * 1_000 : Date.parse(retryAfter) - line
  return line + (Number.isFinite(ms) ? Math.min(Math.max(ms, 0), longestWait) : usualWait)
}

/**
 * What a failed call means for the document. Not shared and never there look alike (404), since Drive shows strangers
 * nothing. Asked again later: no answer, 408, 429, 5xx and the limits that Drive reports as 403. `line` is line time, ms.
 */
export const outcomeOf = (answered: Answered, line: number): DocumentRead => {
  const { status, reason, retryAfter } = answered
  const known = reasons[reason]
  if (known === 'later' || status === 0 || status === 408 || status === 429 || status >= 500)
    return { retryAt: waitUntil(retryAfter, line), reason: status === 0 ? 'drive-no-answer' : `drive-${status}` }
  if (known !== undefined) return { failed: known }
  return { failed: status === 404 ? 'not-shared' : 'refused' }
}
