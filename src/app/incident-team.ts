import { randomInt } from 'node:crypto'
import type { Team } from '../config/team.ts'
import type { PersonId } from '../kernel/person.ts'

/** Random small letters, for names that nobody guesses. */
export const letters = (count: number): string =>
  Array.from({ length: count }, () => String.fromCharCode(97 + randomInt(26))).join('')

/** What the incidents need to know of the team. A disclosure slot is Tuesday to Thursday, 15 to 16 h UTC. */
export const incidentTeam = (team: Team) => ({
  name: 'the security team',
  prefix: team.incidentPrefix,
  terms: { version: team.terms.version, text: team.terms.text.split(/\n\s*\n/) },
  dates: { longestDays: 90, slot: { days: [2, 3, 4], from: 15, until: 16 } },
  mostInvited: 20,
  incidentLead: () => null,
  organisationOf: (person: PersonId) => team.organisations[person] ?? null,
})
