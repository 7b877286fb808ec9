import { type Answer, driveError, json } from './answer.ts'

export type PutDocument = Readonly<{
  id: string
  name: string
  markdown: string
  /** Addresses of people and service accounts that may read it. */
  sharedWith: readonly string[]
  mimeType?: string
  /** A document of a shared drive is only found by a request that says it supports them. */
  onSharedDrive?: boolean
}>

type Kept = PutDocument & Readonly<{ version: number; modified: number; trashed: boolean }>

const documentType = 'application/vnd.google-apps.document'
/** "The exported content is limited to 10 MB": https://developers.google.com/workspace/drive/api/reference/rest/v3/files/export */
const longestExport = 10 * 1024 * 1024

const described = (file: Kept): Readonly<Record<string, string | boolean>> => ({
  kind: 'drive#file',
  id: file.id,
  name: file.name,
  mimeType: file.mimeType ?? documentType,
  version: String(file.version),
  modifiedTime: Temporal.Instant.fromEpochMilliseconds(file.modified).toString({ fractionalSecondDigits: 3 }),
  trashed: file.trashed,
})
const usualFields = ['kind', 'id', 'name', 'mimeType']

/** The documents of the playground's Drive; `now` is ms UTC. */
export const createFiles = (now: () => number) => {
  const files = new Map<string, Kept>()

  const change = (id: string, to: Partial<Kept>, edited: boolean) => {
    const file = files.get(id)
    if (!file) throw new Error(`the playground's Drive has no document ${id}`)
    files.set(id, { ...file, ...to, version: file.version + 1, modified: edited ? now() : file.modified })
  }
  const visible = (id: string, email: string): Kept | null => {
    const file = files.get(id)
    return file?.sharedWith.includes(email) ? file : null
  }

  return {
    /** Makes a document, or writes it anew: its version goes up by one. */
    putDocument: (given: PutDocument) => {
      const version = (files.get(given.id)?.version ?? 0) + 1
      files.set(given.id, { ...given, version, modified: now(), trashed: false })
    },
    /** A comment or a permission moves the version and leaves the text as it is. */
    touch: (id: string) => change(id, {}, false),
    share: (id: string, sharedWith: readonly string[]) => change(id, { sharedWith }, false),
    trash: (id: string) => change(id, { trashed: true }, true),
    restore: (id: string) => change(id, { trashed: false }, true),
    /** Writes another text into a document that is there; who may read it stays as it is. */
    write: (id: string, markdown: string) => change(id, { markdown }, true),
    /** The document as its owner sees it; null when there is none. */
    look: (id: string): Kept | null => files.get(id) ?? null,
    remove: (id: string) => files.delete(id),

    get: (id: string, email: string, query: URLSearchParams): Answer => {
      const file = visible(id, email)
      const allDrives = query.get('supportsAllDrives') === 'true'
      if (!file || (file.onSharedDrive && !allDrives)) return driveError('notFound', id)
      const asked = query.get('fields')?.split(',') ?? usualFields
      const all = described(file)
      return json(Object.fromEntries(asked.flatMap((name) => (name in all ? [[name, all[name]]] : []))))
    },
    export: (id: string, email: string, query: URLSearchParams): Answer => {
      const file = visible(id, email)
      if (!file) return driveError('notFound', id)
      if ((file.mimeType ?? documentType) !== documentType) return driveError('fileNotExportable', id)
      const type = query.get('mimeType')
      if (type !== 'text/markdown' && type !== 'text/plain') return driveError('badRequest', id)
      if (Buffer.byteLength(file.markdown) > longestExport) return driveError('exportSizeLimitExceeded', id)
      return { status: 200, type, body: file.markdown }
    },
  }
}
