import type { Person } from '../../kernel/person.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'

/** Whom the door lets in for an action; a failure to know is a refusal. Pure. */
export const admitted = (person: Person | null, guestMay: boolean): Refusal | null => {
  if (!person) return refuse('who-are-you')
  if (person.standing === 'member' || (person.standing === 'guest' && guestMay)) return null
  return refuse(person.standing)
}
