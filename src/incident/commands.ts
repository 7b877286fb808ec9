import { z } from 'zod'
import { type Command, command, type Outcome } from '../kernel/door.ts'
import { personId } from '../kernel/person.ts'
import type { IncidentId } from '../kernel/place.ts'
import { refuse } from '../kernel/refusal.ts'
import { severities } from './incident.ts'
import { invitePeople } from './invite-person.ts'
import { lookUp } from './open-incident.ts'
import type { Ports } from './ports.ts'
import { removePerson } from './remove-person.ts'

const mention = z
  .string()
  .startsWith('@')
  .transform((word) => word.slice(1))
  .pipe(personId)
const severity = z.string().toLowerCase().pipe(z.enum(severities))
const none = z.tuple([])
const look = async () => null
const word = 'incident'

/** What is only done in a room; the table of permissions asks the same before. */
const inRoom = (
  incident: IncidentId | undefined,
  run: (incident: IncidentId) => Outcome | Promise<Outcome>,
): Outcome | Promise<Outcome> => (incident === undefined ? refuse('not-in-room') : run(incident))

const roomCommands = (ports: Ports): readonly Command[] => [
  command({
    word,
    verb: 'status',
    usage: 'status',
    says: 'in a room: how the incident stands',
    may: 'incident.status',
    args: none,
    look,
    run: async (_, { caller }) =>
      inRoom(caller.incident, (incident) => ({
        reply: 'incident.status',
        about: { incident, person: caller.person.id },
      })),
  }),
  command({
    word,
    verb: 'invite',
    usage: 'invite [@person …]',
    says: 'in a room: invite people to its roster',
    may: 'incident.invite',
    args: z.array(mention),
    look: (people) => lookUp(ports, people),
    run: async (tx, { given: people, facts: looked, caller }) =>
      inRoom(caller.incident, (incident) =>
        people.length === 0
          ? { open: 'incident.invite', about: { incident } }
          : invitePeople(ports, tx, { people, looked, caller }),
      ),
  }),
  command({
    word,
    verb: 'remove',
    usage: 'remove @person',
    says: 'in a room: take somebody off its roster',
    may: 'incident.remove',
    args: z.tuple([mention]),
    look,
    run: (tx, { given: [person], caller }) => removePerson(ports, tx, { person, caller }),
  }),
  command({
    word,
    verb: 'close',
    usage: 'close',
    says: 'in a room: close the incident and archive the room',
    may: 'incident.close',
    opens: true,
    args: none,
    look,
    run: async (_, { caller }) =>
      inRoom(caller.incident, (incident) => ({ open: 'incident.close', about: { incident } })),
  }),
]

/** What can be written after `/incident`. None of it takes words that are secret. */
export const incidentCommands = (ports: Ports): readonly Command[] => [
  command({
    word,
    verb: 'open',
    usage: 'open [critical|high|medium|low|unknown]',
    says: 'open an embargoed incident with a private room',
    may: 'incident.open',
    opens: true,
    args: z.union([none, z.tuple([severity])]),
    look,
    run: async (_, { given: [wanted = 'unknown'] }) => ({
      open: 'incident.open',
      about: { severity: wanted, terms: ports.team.terms.version },
    }),
  }),
  command({
    word,
    verb: 'list',
    usage: 'list',
    says: 'what is open to you',
    may: 'incident.list',
    args: none,
    look,
    run: async (_, { caller }) => ({ reply: 'incident.list', about: { person: caller.person.id } }),
  }),
  ...roomCommands(ports),
]
