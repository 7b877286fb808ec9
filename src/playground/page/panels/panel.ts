import type { html } from 'hono/html'

/** Words of the page, escaped. */
export type Html = Awaited<ReturnType<typeof html>>

/** For whom a panel is drawn: `zone` is the IANA time zone in which instants are shown. */
export type Eyes = Readonly<{ zone: string }>

/** What a button or form of a panel did; `wrong` says why nothing came of it, and what to do. */
export type Answer = Readonly<{ note: string } | { wrong: string }>

/** A deed that a panel offers. `path` stands below `/panel` and may hold `:names`; they come to `run` beside the fields. */
export type Deed = Readonly<{ path: string; run(given: unknown): Promise<Answer> }>

/** One of the things that stand beside the workspace. */
export type Panel = Readonly<{
  id: string
  label: string
  draw(eyes: Eyes): Promise<Html>
  deeds: readonly Deed[]
}>
