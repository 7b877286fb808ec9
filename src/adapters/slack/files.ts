import { createHash } from 'node:crypto'
import type { Found, Performed } from '../../kernel/act.ts'
import type { Cleared } from '../../kernel/place.ts'
import type { Slack } from './client.ts'
import type { IsCleared } from './ports.ts'
import { outcomeOf } from './trouble.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

/**
 * Files in rooms: uploaded in three steps (https://docs.slack.dev/messaging/working-with-files), of which only the last
 * shows anything to anyone, so a cut before it leaves nothing in the room.
 */
export const createFiles = ({ slack, isCleared }: Readonly<{ slack: Slack; isCleared: IsCleared }>) => {
  const upload = async (
    channel: string,
    file: Cleared<Readonly<{ name: string; text: string }>>,
  ): Promise<Performed<string>> => {
    if (!isCleared(file)) return { failed: 'not_cleared', permanent: true }
    const { name, text } = file.rendered
    const bytes = bytesOf(text)
    const place = await slack.ask((web) => web.files.getUploadURLExternal({ filename: name, length: bytes.length }))
    if ('trouble' in place) return outcomeOf(place.trouble)
    const { upload_url, file_id } = place.ok
    if (!upload_url || !file_id) return { failed: 'unreadable_answer' }
    const sent = await slack.post(upload_url, bytes)
    if ('trouble' in sent) return { failed: sent.trouble.code }
    if (sent.ok.status !== 200) return { failed: `http_${sent.ok.status}` }
    const shared = await slack.ask((web) =>
      web.files.completeUploadExternal({ files: [{ id: file_id, title: name }], channel_id: channel }),
    )
    return 'trouble' in shared ? outcomeOf(shared.trouble) : { done: file_id }
  }

  /** Among the newest thousand messages of a room. */
  const findFile = async (channel: string, name: string): Promise<Found<string>> => {
    let cursor = ''
    for (let page = 0; page < 5; page++) {
      const answer = await slack.ask((web) =>
        web.conversations.history({ channel, limit: 200, ...(cursor === '' ? {} : { cursor }) }),
      )
      if ('trouble' in answer) return 'unknown'
      const files = (answer.ok.messages ?? []).flatMap((message) => message.files ?? [])
      const file = files.find((each) => each.name === name)
      if (file?.id) return { done: file.id }
      cursor = answer.ok.response_metadata?.next_cursor ?? ''
      if (cursor === '') return 'absent'
    }
    return 'unknown'
  }

  return {
    /** Answers with the file's id. */
    upload,
    /** The file of this name in the room. */
    findFile,
    /** SHA-256 (hex) of the bytes that Slack gives back for a file. */
    fileDigest: async (file: string): Promise<Performed<string>> => {
      const info = await slack.ask((web) => web.files.info({ file }))
      if ('trouble' in info) return outcomeOf(info.trouble)
      const address = info.ok.file?.url_private_download ?? info.ok.file?.url_private
      if (!address) return { failed: 'unreadable_answer' }
      const bytes = await slack.download(address)
      if ('trouble' in bytes) return { failed: bytes.trouble.code }
      return { done: createHash('sha256').update(bytes.ok).digest('hex') }
    },
  }
}
