import type { Attempt, Performed } from '../../kernel/act.ts'
import type { Cleared } from '../../kernel/place.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import type { Approvable } from './approved-form.ts'
import { approvedForm, approvedFormOf } from './approved-form.ts'
import { verifyOwn } from './sign.ts'
import type { SigningKey } from './signing-key.ts'
import type { Accepted, Submit } from './submit.ts'

export type ListPostPorts = Readonly<{
  /** The gate's own memory of what it cleared. */
  isCleared(cleared: Cleared<Approvable>): boolean
  /** The address of a list of `cordon.yaml`, by its key. */
  addressOf(list: string): string | undefined
  /** When a key is set, nothing unsigned leaves. */
  key: SigningKey | null
  submit: Submit
}>

/** A post to a list: what the gate cleared, and the stored bytes that say it. */
export type ListPost = Readonly<{ cleared: Cleared<Approvable>; bytes: Buffer }>

/** Why these bytes may not go, or null. */
const objection = async (ports: ListPostPorts, { cleared, bytes }: ListPost): Promise<string | null> => {
  if (!ports.isCleared(cleared)) return 'not-cleared'
  if (!('list' in cleared.place)) return 'not-a-list'
  const address = ports.addressOf(cleared.place.list)
  if (address === undefined || address.toLowerCase() !== cleared.rendered.to.address.toLowerCase()) return 'other-list'
  const said = await approvedFormOf(bytes)
  if (isRefusal(said)) return said.rule
  if (said.sha256 !== approvedForm(cleared.rendered).sha256) return 'other-words'
  if (!ports.key) return null
  return (await verifyOwn(bytes, ports.key)) === null ? null : 'signature'
}

/**
 * Sends one mail to a list: only bytes that say exactly what the gate cleared for that list, and, when a key is set,
 * that bear our signature and hold. Anything else is held and never reaches the host.
 */
export const createListPost =
  (ports: ListPostPorts) =>
  async (post: ListPost, attempt: Pick<Attempt, 'attempt' | 'signal'>): Promise<Performed<Accepted>> => {
    const why = await objection(ports, post)
    if (why !== null) return { held: why }
    const { from, to } = post.cleared.rendered
    return ports.submit({ from: from.address, to: to.address, bytes: post.bytes }, attempt)
  }
