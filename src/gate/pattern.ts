import type { IncidentId } from '../kernel/place.ts'
import { type Shape, shapeOf } from './fold.ts'
import type { Secret, SecretClass } from './secret.ts'

/**
 * How freely a name may be broken: a `code` between its groups by anything short, and inside of them by formatting and
 * line ends; `words` between words by anything, inside of them as a code; a `title` anywhere; a `name` never by spaces.
 */
export type Manner = 'code' | 'words' | 'title' | 'name'

/** A name to look for, as it folds. */
export type Pattern = Readonly<{ class: SecretClass; incident: IncidentId; manner: Manner; shape: Shape }>

type Name = Readonly<{ class: SecretClass; manner: Manner; text: string }>

const letters = /\p{L}/u
const digits = /\p{N}/u
const version = /^v?\d[\d.]*\p{L}{0,5}\d*$/iu
/** Writing that puts no spaces between words. */
export const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

const segmenter = new Intl.Segmenter('und', { granularity: 'word' })
const wordsOf = (title: string): readonly string[] =>
  unspaced.test(title)
    ? [...segmenter.segment(title)].filter((it) => it.isWordLike).map((it) => it.segment)
    : title.split(/\s+/)

/** Whether a title is guarded: it is secret as a whole of three or more words; numbers of versions are no words. */
export const isGuardedTitle = (title: string): boolean =>
  wordsOf(title).filter((word) => letters.test(word) && !version.test(word)).length >= 3

const titles = (title: string | null): readonly Name[] =>
  title !== null && isGuardedTitle(title) ? [{ class: 'title', manner: 'title', text: title }] : []

const codes = (kind: SecretClass, text: string | null): readonly Name[] =>
  text === null ? [] : [{ class: kind, manner: 'code', text }]

/** The twelve random letters of a GHSA id say as much without their prefix. */
const ghsas = (ghsa: string | null): readonly Name[] => [
  ...codes('ghsa', ghsa),
  ...codes('ghsa', ghsa === null ? null : (/^GHSA-(\w{4}-\w{4}-\w{4})$/i.exec(ghsa)?.[1] ?? null)),
]

/** A channel's name is a secret when it is one of Cordon's own kind, not an ordinary word: a number, or parts. */
const rooms = ({ name, id }: Secret['room']): readonly Name[] => [
  ...(name !== null && name.length >= 8 && (digits.test(name) || /\w[-_.]\w/.test(name))
    ? [{ class: 'room-name', manner: digits.test(name) ? 'code' : 'name', text: name } as const]
    : []),
  ...codes('room-id', id),
]

const shortestKey = 16

/** An address, the unguessable parts of its path, and GitHub's short form of an issue or a pull request. */
const links = (link: string): readonly Name[] => {
  const bare = link
    .replace(/^[a-z][a-z\d+.-]*:\/\//i, '')
    .replace(/^www\./i, '')
    .replace(/[/?#]+$/, '')
  const keys = bare
    .split(/[/?#&=]/)
    .slice(1)
    .filter((part) => part.length >= shortestKey && digits.test(part))
  const github = /^github\.com\/([\w.-]+\/[\w.-]+)\/(?:issues|pull|discussions)\/(\d+)/i.exec(bare)
  const short = github?.[1] && github[2] ? [`${github[1]}#${github[2]}`] : []
  return [bare, ...keys, ...short].map((text) => ({ class: 'link', manner: 'words', text }))
}

const namesOf = (it: Secret): readonly Name[] => [
  ...codes('id', it.id),
  ...codes('cve', it.cve),
  ...ghsas(it.ghsa),
  ...rooms(it.room),
  ...titles(it.title),
  ...it.marked.map((text) => ({ class: 'marked', manner: letters.test(text) ? 'words' : 'name', text }) as const),
  ...it.links.flatMap(links),
]

/** What a disclosed incident has made public is no secret of another one. */
const publishable: readonly SecretClass[] = ['cve', 'ghsa', 'title', 'link']
const keyOf = (kind: SecretClass, shape: Shape): string => `${kind} ${shape.symbols.join()}`

/** What disclosed incidents have made public. */
const publicKeys = (secrets: readonly Secret[]): ReadonlySet<string> =>
  new Set(
    secrets
      .filter((it) => it.state === 'disclosed')
      .flatMap((it) => [...namesOf(it).map((name) => keyOf(name.class, shapeOf(name.text))), keyOfTitle(it)]),
  )
const keyOfTitle = (it: Secret): string => keyOf('title', shapeOf(it.title ?? ''))

/** The names to look for, of all embargoed incidents. */
export const patternsOf = (secrets: readonly Secret[]): readonly Pattern[] => {
  const known = publicKeys(secrets)
  return secrets
    .filter((it) => it.state === 'embargoed')
    .flatMap((it) => namesOf(it).map(({ text, ...name }) => ({ ...name, incident: it.id, shape: shapeOf(text) })))
    .filter((it) => it.shape.symbols.length > 0)
    .filter((it) => known.size === 0 || !publishable.includes(it.class) || !known.has(keyOf(it.class, it.shape)))
}

/** A title whose rare words are looked for. */
export type GuardedTitle = Readonly<{ incident: IncidentId; title: string; component: string | null }>

/** The titles of embargoed incidents that no disclosed one has made public. */
export const guardedTitles = (secrets: readonly Secret[]): readonly GuardedTitle[] => {
  const known = publicKeys(secrets)
  return secrets.flatMap((it) =>
    it.title === null || it.state !== 'embargoed' || known.has(keyOfTitle(it))
      ? []
      : [{ incident: it.id, title: it.title, component: it.component }],
  )
}
