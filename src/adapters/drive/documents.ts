import { z } from 'zod'
import type { Clock } from '../../kernel/time.ts'
import type { DocumentRead, Documents } from '../../meeting/ports.ts'
import { storable } from './markdown.ts'
import { answeredBy, outcomeOf } from './outcome.ts'

/** A service account and where Google answers; `apiUrl` is another address in the playground. */
export type DriveSettings = Readonly<{ email: string; privateKey: string; apiUrl: string }>

type Ports = Readonly<{
  clock: Clock
  /** Told when Drive refuses the account itself; the status and reason, never an address or a text. */
  log(what: 'drive.refused', about: Readonly<{ status: number; reason: string }>): void
}>

/** The address at which Google itself answers; its token address is fixed and another host. */
const google = 'https://www.googleapis.com'

/** Every outward call ends within ten seconds. */
const longestRead = 9_500

/** Leads a call of the client, whichever Google host it names, to `apiUrl`; Google's own address leaves it alone. */
export const redirected = (url: string, apiUrl: string): string => {
  const given = new URL(url)
  const base = new URL(apiUrl)
  if (base.origin === google || !given.hostname.endsWith('.googleapis.com')) return url
  return `${base.origin}${base.pathname.replace(/\/$/, '')}${given.pathname}${given.search}`
}

const documentType = 'application/vnd.google-apps.document'
const described = z.object({ version: z.string(), mimeType: z.string(), trashed: z.boolean() })
const fields = 'id,name,mimeType,version,modifiedTime,trashed'

/** Loaded at the first read, so that it takes nothing from the start; a team without notes never needs it. */
const clientFor = async ({ email, privateKey, apiUrl }: DriveSettings) => {
  const [{ JWT }, { drive }] = await Promise.all([
    import('google-auth-library'),
    import('googleapis/build/src/apis/drive/index.js'),
  ])
  const fetching: typeof fetch = (input, init) =>
    fetch(redirected(input instanceof Request ? input.url : String(input), apiUrl), init)
  const auth = new JWT({
    email,
    key: privateKey,
    scopes: ['https://www.googleapis.com/auth/drive.readonly'],
    transporterOptions: { fetchImplementation: fetching },
  })
  // Retries are ours: the act is settled as "retry at", never slept in a call. Tokens are asked for with retries else.
  auth.transporter.interceptors.request.add({
    resolved: async (call) => Object.assign(call, { retry: false, retryConfig: { retry: 0 } }),
  })
  return drive({ version: 'v3', auth, retry: false })
}

/** Settles by `work`, or rejects when the time is up or the caller gives up; the work's own calls are then aborted. */
const within = async <T>(
  clock: Clock,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  const stop = new AbortController()
  const end = () => stop.abort()
  const calledOff = clock.after(longestRead, end)
  outer?.addEventListener('abort', end, { once: true })
  if (outer?.aborted) end()
  try {
    return await new Promise<T>((resolve, reject) => {
      const givenUp = () => reject(new Error('drive did not answer in time'))
      if (stop.signal.aborted) return givenUp()
      stop.signal.addEventListener('abort', givenUp, { once: true })
      work(stop.signal).then(resolve, reject)
    })
  } finally {
    calledOff()
    outer?.removeEventListener('abort', end)
  }
}

/**
 * Notes documents in Google Drive, read by a service account with the scope `drive.readonly`. A document must be shared
 * with the account's address. `null` settings give documents that are `off`.
 */
export const createDocuments = (settings: DriveSettings | null, { clock, log }: Ports): Documents => {
  let made: ReturnType<typeof clientFor> | null = null

  const read = async (
    by: DriveSettings,
    { document, known, signal }: Readonly<{ document: string; known: string | null; signal: AbortSignal }>,
  ): Promise<DocumentRead> => {
    made ??= clientFor(by)
    const client = await made
    const got = await client.files.get({ fileId: document, fields, supportsAllDrives: true }, { signal })
    const it = described.parse(got.data)
    if (it.trashed) return { failed: 'deleted' }
    if (it.mimeType !== documentType) return { failed: 'not-a-document' }
    if (it.version === known) return { unchanged: true }
    // Without a `responseType` the client gives text for text, and error bodies keep their reasons.
    const exported = await client.files.export({ fileId: document, mimeType: 'text/markdown' }, { signal })
    return { version: it.version, text: storable(z.string().parse(exported.data)) }
  }

  return {
    address: settings?.email ?? null,
    link: (document) => `https://docs.google.com/document/d/${encodeURIComponent(document)}/edit`,
    read: async (document, known, signal) => {
      if (!settings) return { failed: 'off' }
      try {
        return await within(clock, signal, (each) => read(settings, { document, known, signal: each }))
      } catch (error) {
        const answered = answeredBy(error)
        const outcome = outcomeOf(answered, clock.line())
        if ('failed' in outcome && outcome.failed === 'refused')
          log('drive.refused', { status: answered.status, reason: answered.reason })
        return outcome
      }
    },
  }
}
