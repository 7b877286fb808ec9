import type { IncomingMessage, ServerResponse } from 'node:http'
import { seenFile } from '../methods/files.ts'
import { SlackRefusal } from '../refusal.ts'
import type { World } from '../world.ts'
import { bearer } from './api.ts'
import { parseUpload, readBody } from './body.ts'
import type { Conductor, Reply } from './conduct.ts'

const plainReply = (status: number, body: string): Reply => ({
  status,
  headers: { 'content-type': 'text/plain' },
  body,
})

/** Takes the bytes of an upload (docs.slack.dev/messaging/working-with-files): once, and of the promised length. */
export function createUpload(world: World, conductor: Conductor) {
  return async (url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const key = url.pathname.slice('/upload/v1/'.length)
    const bytes = await parseUpload(request.headers['content-type'] ?? '', await readBody(request))
    await conductor.conduct({ method: 'files.upload', args: { length: bytes.length }, response }, () => {
      const file = [...world.files.values()].find((one) => one.uploadKey === key && !one.bytes)
      if (!file) return { ...plainReply(404, 'no such upload'), error: 'no_such_upload' }
      if (file.length !== bytes.length) return { ...plainReply(400, 'length differs'), error: 'length_differs' }
      file.bytes = bytes
      return plainReply(200, `OK - ${bytes.length}`)
    })
  }
}

/** Hands a private file to the app's token; anybody else is sent to the sign-in page, with 200 as Slack does. */
export function createDownload(world: World, conductor: Conductor) {
  return async (url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const id = /^\/files-pri\/\w+-(F\w+)\//.exec(url.pathname)?.[1] ?? ''
    await conductor.conduct({ method: 'files.download', args: { file: id }, response }, () => {
      const bytes =
        bearer(request) === world.tokens.bot && world.scopes.has('files:read') ? bytesOf(world, id) : undefined
      if (!bytes)
        return { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Sign in to Playground</html>' }
      return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: new Uint8Array(bytes) }
    })
  }
}

function bytesOf(world: World, id: string) {
  try {
    return seenFile(world, id).bytes
  } catch (refusal) {
    if (refusal instanceof SlackRefusal) return undefined
    throw refusal
  }
}
