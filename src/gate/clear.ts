import type { Doc } from '../kernel/doc.ts'
import type { PersonId } from '../kernel/person.ts'
import type { Cleared, IncidentId, NotCleared, Place } from '../kernel/place.ts'
import { look } from './look.ts'
import type { Matcher } from './match.ts'
import type { GatePorts } from './ports.ts'
import type { Hit } from './secret.ts'
import { freeze, textsIn, Unreadable } from './strings.ts'

/**
 * Why a text may pass that otherwise would not: it goes back to its own author alone, or its bytes are those that a
 * second person approved (`digest`), which lets the words of that one incident pass.
 */
export type Why =
  | Readonly<{ author: PersonId }>
  | Readonly<{ approved: Readonly<{ incident: IncidentId; digest: string }> }>

type Asked = Readonly<{ place: Place; doc: Doc; rendered: unknown; why: Why | undefined }>

const excuses = (ports: GatePorts, { place, rendered, why }: Asked): ((hit: Hit) => boolean) => {
  if (why === undefined) return () => false
  if ('author' in why) return () => 'person' in place && place.person === why.author
  const same = ports.digest(rendered) === why.approved.digest
  return (hit) => same && hit.incident === why.approved.incident
}

const isApproved = (why: Why | undefined): boolean => why !== undefined && 'approved' in why

/** What speaks against sending: a code that is the same for every secret, or null. */
const objection = async (ports: GatePorts, matcher: () => Promise<Matcher>, asked: Asked): Promise<string | null> => {
  const [match, audience] = await Promise.all([matcher(), ports.audience(asked.place)])
  const texts = textsIn([asked.doc, asked.rendered])
  const hits = texts.flatMap((text) => look(match, { place: asked.place, audience, text }))
  const excused = excuses(ports, asked)
  const bad = hits.filter((hit) => !excused(hit))
  const told = isApproved(asked.why) ? bad : hits
  if (told.length > 0) {
    const named = new Map(
      told.map((hit) => [`${hit.incident} ${hit.class}`, { incident: hit.incident, class: hit.class }]),
    )
    await ports.hit({ place: asked.place, hits: [...named.values()] })
  }
  return bad.length > 0 ? 'not-cleared' : null
}

/**
 * The one way to a Cleared. `clear` reads the document and every text in what was rendered, and freezes both; it answers
 * `not-cleared` whichever secret fired, `gate-unavailable` when it could not find out, `not-readable` for what cannot
 * be read and frozen. The incident leads are told of every hit, also when the author alone sees the text.
 */
export const createClear = (ports: GatePorts, matcher: () => Promise<Matcher>) => {
  const known = new WeakSet<object>()
  const clear = async <R>(place: Place, doc: Doc, rendered: R, why?: Why): Promise<Cleared<R> | NotCleared> => {
    try {
      freeze([place, doc, rendered])
      const held = await objection(ports, matcher, { place, doc, rendered, why })
      if (held !== null) return { held }
    } catch (error) {
      return { held: error instanceof Unreadable ? 'not-readable' : 'gate-unavailable' }
    }
    const cleared = Object.freeze({ place, rendered }) as Cleared<R>
    known.add(cleared)
    return cleared
  }
  const isCleared = (value: unknown): boolean => typeof value === 'object' && value !== null && known.has(value)
  return { clear, isCleared }
}
