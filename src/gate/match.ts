import type { Hit, Secret, SecretClass } from './secret.ts'

/** Finds the secrets in a text. */
export type Matcher = (text: string) => readonly Hit[]

const namesOf = (it: Secret): readonly (readonly [SecretClass, string | null])[] => [
  ['id', it.id],
  ['cve', it.cve],
  ['ghsa', it.ghsa],
  ['room-name', it.room.name],
  ['room-id', it.room.id],
  ['title', it.title !== null && it.title.split(/\s+/).length >= 3 ? it.title : null],
  ...it.marked.map((word) => ['marked', word] as const),
  ...it.links.map((link) => ['link', link] as const),
]

/** Prepares the matching of all secrets. */
export const compile = (secrets: readonly Secret[]): Matcher => {
  const names = secrets
    .filter((it) => it.state === 'embargoed')
    .flatMap((it) => namesOf(it).map(([kind, name]) => ({ incident: it.id, class: kind, name: name?.toLowerCase() })))
  return (text) => {
    const lower = text.toLowerCase()
    return names.flatMap(({ incident, class: kind, name }) => {
      const start = name === undefined ? -1 : lower.indexOf(name)
      return start < 0 || name === undefined ? [] : [{ incident, class: kind, start, end: start + name.length }]
    })
  }
}
