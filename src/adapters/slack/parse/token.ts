import { personId } from '../../../kernel/person.ts'
import { unescapeText } from './escapes.ts'

/** What Slack puts between angle brackets (docs.slack.dev/messaging/formatting-message-text). */
export type Token =
  | Readonly<{ kind: 'person'; id: string; name: string }>
  | Readonly<{ kind: 'channel'; id: string; name: string }>
  | Readonly<{ kind: 'group'; id: string; name: string }>
  | Readonly<{ kind: 'link'; url: string; text: string }>
  | Readonly<{ kind: 'date'; seconds: number; text: string }>
  | Readonly<{ kind: 'words'; text: string }>

const special = (target: string, label: string): Token => {
  const [name = '', first = ''] = target.split('^')
  if (name === 'subteam' && /^S[A-Z0-9]{2,20}$/.test(first)) return { kind: 'group', id: first, name: label }
  if (name === 'date' && /^\d{1,10}$/.test(first)) return { kind: 'date', seconds: Number(first), text: label }
  if (name === 'here' || name === 'channel' || name === 'everyone') return { kind: 'words', text: `@${name}` }
  return { kind: 'words', text: label || name }
}

/** Reads what stands between two angle brackets; what has no meaning there stays as it was written. */
export const readToken = (inside: string): Token => {
  const bar = inside.indexOf('|')
  const target = unescapeText(bar === -1 ? inside : inside.slice(0, bar))
  const label = bar === -1 ? '' : unescapeText(inside.slice(bar + 1))
  const id = target.slice(1)
  if (target.startsWith('@') && personId.safeParse(id).success) return { kind: 'person', id, name: label }
  if (target.startsWith('@') && id !== '') return { kind: 'words', text: target }
  if (target.startsWith('#') && /^[CGD][A-Z0-9]{2,20}$/.test(id)) return { kind: 'channel', id, name: label }
  if (target.startsWith('!') && id !== '') return special(id, label)
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return { kind: 'link', url: target, text: label }
  return { kind: 'words', text: `<${unescapeText(inside)}>` }
}
