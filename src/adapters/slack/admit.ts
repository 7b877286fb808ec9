import type { Person } from '../../kernel/person.ts'
import { type Refusal, refuse } from '../../kernel/refusal.ts'

/** The person, if the door lets them in for an action; a failure to know is a refusal. Pure. */
export const admitted = (person: Person | null, guestMay: boolean): Person | Refusal => {
  if (!person) return refuse('who-are-you')
  if (person.standing === 'member' || (person.standing === 'guest' && guestMay)) return person
  return refuse(person.standing)
}
