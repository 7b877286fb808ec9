import { WebClient } from '@slack/web-api'
import { alternate, type Figure, figureOf } from './figure.ts'
import { type Ground, onGround } from './ground.ts'

type Opened = Readonly<{ calls: number; ms: number }>

/** One for each opening: with the words of another incident in it, the gate would hold the overview. */
const summaries = [
  'Pipeline tokens of one tenant open another',
  'Notebook images pull secrets from a foreign vault',
  'Crafted lineage queries read hidden manifests',
  'Volume snapshots mount across profile borders',
  'Webhook certificates survive their own rotation',
  'Dashboard links smuggle scripts past the proxy',
].values()

/** What the room does not wait for: the form that was answered, and the opener's direct message. */
const isBeside = (it: Readonly<{ method: string; args: Readonly<Record<string, unknown>> }>): boolean =>
  it.method.startsWith('views.') || it.method === 'conversations.open' || String(it.args.channel).startsWith('D')

const inRooms = ({ world }: Ground) => world.ada.channels().filter((it) => it.name.startsWith('inc-'))

/** A room is usable when its opener is inside and its overview stands there with the buttons. */
const usable = (ground: Ground, before: ReadonlySet<string>): boolean =>
  inRooms(ground).some(
    ({ id }) =>
      !before.has(id) && ground.world.ada.messages(id).some((it) => it.controls.some((one) => one.label === 'Status')),
  )

const openRoom = async (ground: Ground): Promise<Opened> => {
  const { ada, slack, town } = ground.world
  const summary = summaries.next().value ?? ''
  const before = new Set(inRooms(ground).map((it) => it.id))
  await ada.command(town, '/kf-incident', 'open high')
  if (!(await slack.until(() => (ada.modal()?.fields.length ?? 0) > 0, 10_000))) throw new Error('no form opened')
  await ada.fill({ Summary: summary, 'I accept the terms of the embargo': ['Yes'] })
  const earlier = slack.calls().length
  const began = performance.now()
  const sent = await ada.submitModal()
  if (!sent.ok || !(await slack.until(() => usable(ground, before), 30_000))) throw new Error('no room can be used')
  const ms = performance.now() - began
  // A call is written down after its effect can be seen.
  const posted = () =>
    slack
      .calls()
      .slice(earlier)
      .some((it) => it.method === 'chat.postMessage' && !isBeside(it))
  await slack.until(posted, 10_000)
  const calls = slack.calls().slice(earlier)
  return { calls: calls.filter((it) => !isBeside(it)).length, ms }
}

let rooms = 0

/** The least that Slack allows: make the channel, let its opener in, say something in it. */
const makeChannel = async ({ world }: Ground): Promise<Opened> => {
  const web = new WebClient(world.slack.botToken, { slackApiUrl: world.slack.apiUrl })
  const earlier = world.slack.calls().length
  const began = performance.now()
  rooms += 1
  const made = await web.conversations.create({ name: `bare-${rooms}`, is_private: true })
  const channel = made.channel?.id ?? ''
  await web.conversations.invite({ channel, users: world.ids.ada })
  await web.chat.postMessage({ channel, text: 'This room is open.' })
  return { calls: world.slack.calls().length - earlier, ms: performance.now() - began }
}

const measureOn = async (ground: Ground): Promise<readonly Figure[]> => {
  await ground.startCordon()
  const runs = await alternate({ turns: 5, bare: () => makeChannel(ground), measure: () => openRoom(ground) })
  const yardstick = 'the three calls without which there is no room: create, invite, post'
  return [
    figureOf(
      { figure: 'Slack calls one after another until a room is usable', unit: 'calls', yardstick },
      runs,
      (it) => it.calls,
    ),
    figureOf({ figure: 'from the submitted form until a room is usable', unit: 'ms', yardstick }, runs, (it) => it.ms),
  ]
}

/** What an embargoed room costs until people can work in it. */
export const benchRoom = (): Promise<readonly Figure[]> => onGround(measureOn)
