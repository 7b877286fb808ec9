import type { World } from '../setup/world.ts'
import { accept, directOf, insist, messagesWith, openRoom, roomsOf, summary } from '../walks/deeds.ts'
import { killTest, onlySlack } from './operation.ts'

const sane = (world: World) => ({
  leaks: [...world.olga.channels(), ...world.gus.channels()].filter((it) => it.name.startsWith('inc-')).length,
  logged: world.logs().includes(summary),
  unknown: world.slack.unknown,
  broken: world.slack.broken.map(String),
})
const saneWhole = { leaks: 0, logged: false, unknown: [], broken: [] }

killTest({
  name: 'opening a room and letting someone in',
  around: onlySlack,
  prepare: null,
  perform: async (world) => {
    const room = await openRoom(world, [world.ids.bob])
    await accept(world, world.bob, room)
    await world.slack.until(() => messagesWith(world.ada, room, 'Invited, not answered').length === 0, 20_000)
  },
  seen: async (world) => {
    const [room] = roomsOf(world.ada)
    return {
      rooms: roomsOf(world.ada).length,
      members: room?.members.toSorted(),
      overviews: world.ada.messages(room?.id ?? '').filter((it) => it.controls.some((one) => one.label === 'Status'))
        .length,
      invitations: directOf(world.bob).filter((it) => /invite[sd] you/.test(it.text)).length,
      ...sane(world),
    }
  },
  whole: { rooms: 1, members: ['Ada', 'Bob', 'Cordon'], overviews: 1, invitations: 1, ...saneWhole },
  steps: ['request conversations.create', 'request conversations.invite', 'request chat.postMessage'],
  sample: 2,
})

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
        if (!ada.modal()) await ada.press('Close', { channel: room })
        await world.slack.until(() => (ada.modal()?.fields.length ?? 0) > 0, 3_000)
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
