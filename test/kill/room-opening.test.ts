import { accept, directOf, messagesWith, openRoom, roomsOf } from '../walks/deeds.ts'
import { killTest, onlySlack } from './operation.ts'
import { sane, saneWhole } from './room-sane.ts'

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
