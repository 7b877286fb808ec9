import { Buffer } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { fieldsOf, jsonOf } from '../fields.ts'
import type { Fields } from '../model.ts'

/** The whole body of a request. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces)
}

/** Arguments of a Web API call: form, JSON or multipart, the query's underneath. */
export function parseArguments(contentType: string, body: Buffer, query: URLSearchParams): Fields {
  const underneath: Fields = Object.fromEntries(query)
  if (contentType.startsWith('application/json')) return { ...underneath, ...fieldsOf(jsonOf(body.toString())) }
  return { ...underneath, ...Object.fromEntries(new URLSearchParams(body.toString())) }
}

/** The bytes of an upload: the body itself, or the one file of a multipart form. */
export async function parseUpload(contentType: string, body: Buffer): Promise<Buffer> {
  if (!contentType.startsWith('multipart/form-data')) return body
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData()
  for (const part of form.values()) {
    if (typeof part !== 'string') return Buffer.from(await part.arrayBuffer())
  }
  return Buffer.alloc(0)
}
