import { insist, openRoom, roomsOf } from '../walks/deeds.ts'
import { killTest, onlySlack } from './operation.ts'
import { sane, saneWhole } from './room-sane.ts'

killTest({
  name: 'closing a room',
  around: onlySlack,
  prepare: async (world) => {
    const room = await openRoom(world)
    // What opening still has to do belongs to the preparation: wait until Cordon has been quiet for a while.
    for (let before = -1; before !== world.slack.calls().length; ) {
      before = world.slack.calls().filter((it) => it.method !== 'auth.test').length
      await new Promise((resolve) => setTimeout(resolve, 1_500))
      if (before === world.slack.calls().filter((it) => it.method !== 'auth.test').length) break
    }
    return room
  },
  perform: async (world, given) => {
    const { ada } = world
    const room = given ?? ''
    const archived = () => ada.channels().some((it) => it.id === room && it.archived)
    const fields = { Reason: 'Rejected (not a vulnerability)' }
    await insist(
      world,
      async () => {
        const form = () => (ada.modal()?.fields.length ?? 0) > 0
        if (!form()) {
          // What a dead Cordon opened and never filled is put away.
          await ada.closeModal({ all: true })
          await ada.press('Close', { channel: room })
        }
        await world.slack.until(form, 3_000)
        const labels = ada.modal()?.fields ?? []
        const reason = labels.find((it) => it.options.length > 0)
        const typed = labels.find((it) => it.options.length === 0)
        if (!reason || !typed) return
        await ada.fill({
          [reason.label]: reason.options.find((it) => /reject/i.test(it)) ?? fields.Reason,
          [typed.label]: 'KF-2026-0001',
        })
        await ada.submitModal()
      },
      () => archived(),
      8_000,
    )
  },
  seen: async (world, room) => ({
    rooms: roomsOf(world.ada).length,
    files: world.ada.files(room ?? '').length,
    whole: world.ada
      .files(room ?? '')
      .every((it) => it.text.includes('incident.opened') && it.text.includes('incident.closed')),
    ...sane(world),
  }),
  whole: { rooms: 1, files: 1, whole: true, ...saneWhole },
  steps: ['request conversations.archive', 'request files.completeUploadExternal'],
  sample: 1,
})
