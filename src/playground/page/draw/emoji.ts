import { html } from 'hono/html'
import type { Drawn } from './drawn.ts'

/** The few that a desk uses, by Slack's names; any other is shown by its name. */
const emoji: ReadonlyMap<string, string> = new Map([
  ['+1', '👍'],
  ['-1', '👎'],
  ['alarm_clock', '⏰'],
  ['bell', '🔔'],
  ['bug', '🐛'],
  ['calendar', '📆'],
  ['date', '📅'],
  ['email', '✉️'],
  ['eyes', '👀'],
  ['fire', '🔥'],
  ['heavy_check_mark', '✔️'],
  ['hourglass', '⌛'],
  ['hourglass_flowing_sand', '⏳'],
  ['information_source', 'ℹ️'],
  ['key', '🔑'],
  ['large_blue_circle', '🔵'],
  ['large_green_circle', '🟢'],
  ['large_yellow_circle', '🟡'],
  ['link', '🔗'],
  ['lock', '🔒'],
  ['loudspeaker', '📢'],
  ['mega', '📣'],
  ['memo', '📝'],
  ['no_entry', '⛔'],
  ['page_facing_up', '📄'],
  ['pray', '🙏'],
  ['pushpin', '📌'],
  ['question', '❓'],
  ['red_circle', '🔴'],
  ['rocket', '🚀'],
  ['rotating_light', '🚨'],
  ['shield', '🛡️'],
  ['slightly_smiling_face', '🙂'],
  ['smile', '😄'],
  ['speech_balloon', '💬'],
  ['tada', '🎉'],
  ['thumbsdown', '👎'],
  ['thumbsup', '👍'],
  ['unlock', '🔓'],
  ['warning', '⚠️'],
  ['wave', '👋'],
  ['white_check_mark', '✅'],
  ['x', '❌'],
])

/** A joiner, a variant, or a picture: no letters, nothing that turns the reading direction, no halves of a pair. */
const isPicture = (point: number): boolean =>
  point === 0x200d || (point >= 0x2190 && point < 0xd800) || (point >= 0xfe0f && point <= 0x10ffff)

/** The characters of hex code points as rich text gives them (`1f44b-1f3fd`), where they are some. */
const charactersOf = (unicode: string): string | undefined => {
  const points = unicode.split('-').map((point) => (/^[0-9a-f]{1,6}$/i.test(point) ? Number.parseInt(point, 16) : -1))
  return points.every(isPicture) ? String.fromCodePoint(...points) : undefined
}

const pictureOf = (name: string, unicode: string): string | undefined => emoji.get(name) ?? charactersOf(unicode)

/** Whether `name` is drawn as a picture. */
export const isEmoji = (name: string): boolean => emoji.has(name)

/** An emoji as a character, by Slack's name and, in rich text, its code points; its name between colons where it is not known. */
export const emojiWords = (name: string, unicode = ''): string => pictureOf(name, unicode) ?? `:${name}:`

/** As `emojiWords`, with its name for those who listen. */
export const drawEmoji = (name: string, unicode = ''): Drawn => {
  const picture = pictureOf(name, unicode)
  if (picture === undefined) return html`:${name}:`
  return html`<span class="bk-emoji" role="img" aria-label="${name.replaceAll('_', ' ')}">${picture}</span>`
}
