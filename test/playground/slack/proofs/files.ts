import { Buffer } from 'node:buffer'
import { expect } from 'vitest'
import { createPlayground, refusals } from '../setup.ts'
import type { Proofs } from './proof.ts'

/** Files. */
export const fileProofs = {
  'three-steps': async () => {
    const { slack, client, ada, room } = await createPlayground()
    const asked = await client.files.getUploadURLExternal({ filename: 'ledger.json', length: 5 })
    const complete = () =>
      client.files.completeUploadExternal({ files: [{ id: asked.file_id ?? '', title: 'Ledger' }], channel_id: room })
    expect(await refusals(complete())).toEqual(['file_not_found'])
    const send = (body: string) => fetch(asked.upload_url ?? '', { method: 'POST', body })
    expect((await send('too long')).status).toBe(400)
    expect(slack.person(ada).files(room)).toEqual([])
    expect((await send('{"a"}')).status).toBe(200)
    expect((await send('{"a"}')).status).toBe(404)
    expect(slack.person(ada).files(room)).toEqual([])
    expect((await complete()).files).toMatchObject([
      { id: asked.file_id, title: 'Ledger', name: 'ledger.json', size: 5 },
    ])
    expect(slack.person(ada).files(room)).toEqual([
      { id: asked.file_id, name: 'ledger.json', title: 'Ledger', text: '{"a"}' },
    ])
    expect(slack.person(ada).messages(room).at(-1)).toMatchObject({ files: [{ id: asked.file_id }] })
    expect(await refusals(complete())).toEqual(['file_not_found'])
  },

  'upload-whole': async () => {
    const { slack, client, ada, bob, room } = await createPlayground()
    await client.filesUploadV2({
      channel_id: room,
      filename: 'export.txt',
      title: 'Export',
      initial_comment: 'The *export*',
      file: Buffer.from('línea 1\n'),
    })
    expect(slack.person(ada).files(room)).toMatchObject([{ name: 'export.txt', title: 'Export', text: 'línea 1\n' }])
    expect(slack.person(ada).messages(room).at(-1)).toMatchObject({
      notification: 'The *export*',
      files: [{ name: 'export.txt' }],
    })
    expect(slack.person(bob).files(room)).toEqual([])
  },

  download: async () => {
    const { slack, client, room } = await createPlayground()
    await client.filesUploadV2({ channel_id: room, filename: 'export.txt', file: Buffer.from('bytes') })
    const [shared] = (await client.conversations.history({ channel: room, limit: 1 })).messages ?? []
    const file = shared?.files?.[0]
    expect((await client.files.info({ file: file?.id ?? '' })).file).toMatchObject({ name: 'export.txt', size: 5 })
    const get = (token?: string) =>
      fetch(file?.url_private ?? '', token ? { headers: { authorization: `Bearer ${token}` } } : {})
    expect(await (await get(slack.botToken)).text()).toBe('bytes')
    for (const response of [await get(), await get('xoxb-wrong')]) {
      expect(response.headers.get('content-type')).toBe('text/html')
      expect(await response.text()).not.toContain('bytes')
    }
  },

  'delete-file': async () => {
    const { slack, client, ada, room } = await createPlayground()
    await client.filesUploadV2({ channel_id: room, filename: 'export.txt', file: Buffer.from('bytes') })
    const [file] = slack.person(ada).files(room)
    await client.files.delete({ file: file?.id ?? '' })
    expect(slack.person(ada).files(room)).toEqual([])
    expect(slack.person(ada).messages(room).at(-1)?.files).toEqual([])
    expect(await refusals(client.files.delete({ file: file?.id ?? '' }))).toEqual(['file_not_found'])
  },
} as const satisfies Proofs
