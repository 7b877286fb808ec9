import type {
  FilesCompleteUploadExternalResponse,
  FilesDeleteResponse,
  FilesGetUploadURLExternalResponse,
  FilesInfoResponse,
} from '@slack/web-api'
import { z } from 'zod'
import { acceptMessageBlocks } from '../kit/accept.ts'
import { postMessage } from '../messages.ts'
import type { StoredFile } from '../model.ts'
import { SlackRefusal } from '../refusal.ts'
import { richBlock } from '../rich-text.ts'
import { fileShape } from '../shapes.ts'
import type { World } from '../world.ts'
import { method, ownChannel, structure, text, whole } from './method.ts'

const completed = z
  .array(z.object({ id: z.string(), title: z.string().optional(), highlight_type: z.string().optional() }))
  .min(1)

/** A file the app may know: its own, or one shared where it is. */
export function seenFile(world: World, id: string): StoredFile {
  const file = world.files.get(id)
  const shared = [...(file?.channels ?? [])].some((channel) =>
    world.channels.get(channel)?.members.has(world.app.botUserId),
  )
  if (!file?.completed || (file.by !== world.app.botUserId && !shared)) throw new SlackRefusal('file_not_found')
  return file
}

const complete = method({
  name: 'files.completeUploadExternal',
  needs: ['files:write'],
  args: {
    files: structure,
    channel_id: text.optional(),
    initial_comment: text.optional(),
    thread_ts: text.optional(),
    blocks: structure.optional(),
  },
  run: (world, args) => {
    const asked = completed.safeParse(args.files)
    if (!asked.success) throw new SlackRefusal('invalid_arguments')
    const files = asked.data.map(({ id, title }) => {
      const file = world.files.get(id)
      if (!file || file.by !== world.app.botUserId || file.completed || !file.bytes)
        throw new SlackRefusal('file_not_found')
      return { file, title: title ?? file.name }
    })
    const channel = args.channel_id === undefined ? undefined : ownChannel(world, args.channel_id, 'post')
    const words = args.initial_comment ?? ''
    const asks = args.blocks !== undefined && words === ''
    const blocks = asks
      ? acceptMessageBlocks(world.ids, args.blocks)
      : words === ''
        ? []
        : [richBlock(words, world.ids.word().slice(0, 5))]
    for (const { file, title } of files) {
      file.completed = true
      file.title = title
      if (channel) file.channels.add(channel.id)
    }
    if (channel) {
      postMessage(world, channel, {
        user: world.app.botUserId,
        text: words,
        blocks,
        files: files.map(({ file }) => file.id),
        subtype: 'file_share',
        ...(args.thread_ts ? { threadTs: args.thread_ts } : {}),
      })
    }
    const shapes = files.map(({ file }) => fileShape(world, file))
    return { ok: true, files: shapes } satisfies FilesCompleteUploadExternalResponse
  },
})

/** Files. */
export const fileMethods = [
  method({
    name: 'files.getUploadURLExternal',
    needs: ['files:write'],
    args: {
      filename: text,
      length: whole,
      alt_text: text.optional(),
      alt_txt: text.optional(),
      snippet_type: text.optional(),
    },
    run: (world, { filename, length }) => {
      if (filename === '' || length < 1) throw new SlackRefusal('invalid_arguments')
      const id = world.ids.of('F')
      const uploadKey = world.ids.word()
      world.files.set(id, {
        id,
        name: filename,
        title: filename,
        by: world.app.botUserId,
        created: world.seconds(),
        length,
        uploadKey,
        completed: false,
        channels: new Set(),
      })
      const url = `${world.baseUrl}/upload/v1/${uploadKey}`
      return { ok: true, upload_url: url, file_id: id } satisfies FilesGetUploadURLExternalResponse
    },
  }),
  complete,
  method({
    name: 'files.info',
    needs: ['files:read'],
    args: { file: text, cursor: text.optional(), limit: whole.optional() },
    run: (world, { file: id }) => {
      const file = fileShape(world, seenFile(world, id))
      return { ok: true, file, comments: [] } satisfies FilesInfoResponse
    },
  }),
  method({
    name: 'files.delete',
    needs: ['files:write'],
    args: { file: text },
    run: (world, { file: id }) => {
      const file = seenFile(world, id)
      if (file.by !== world.app.botUserId) throw new SlackRefusal('cant_delete_file')
      world.files.delete(id)
      world.changed()
      return { ok: true } satisfies FilesDeleteResponse
    },
  }),
]
