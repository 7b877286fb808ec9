import type { Module } from '../kernel/module.ts'
import type { IncidentId } from '../kernel/place.ts'
import type { Tx } from '../kernel/tx.ts'
import { incidentButtons } from './buttons.ts'
import { incidentCommands } from './commands.ts'
import { incidentForms } from './forms.ts'
import { incidentPerformers } from './jobs.ts'
import { type Incident, incident } from './incident.ts'
import { incidentKnowledge } from './know-incident.ts'
import { incidentPermissions } from './permissions.ts'
import type { Ports } from './ports.ts'
import { publishIncident } from './publish-incident.ts'
import { type RosterEntry, rosterEntry } from './roster.ts'
import { incidentRebuffs } from './text/rebuffs.ts'
import { incidentTexts } from './text/rows.ts'

/** Opens, staffs and closes embargoed incidents, and knows who may know of them. */
export const createIncident = (ports: Ports) => {
  const module: Module = {
    commands: incidentCommands(ports),
    forms: incidentForms(ports),
    buttons: incidentButtons(ports),
    permissions: incidentPermissions,
    texts: incidentTexts(ports),
    rebuffs: incidentRebuffs,
    jobs: [],
    performers: incidentPerformers(ports),
  }
  return {
    module,
    offers: {
      ...incidentKnowledge(ports.incidents),
      /**
       * Records the confirmed first publication of an incident's announcement; `at` is desk time, ms UTC. False when
       * it was disclosed or closed before.
       */
      published: (tx: Tx, id: IncidentId, at: number): Promise<boolean> => publishIncident(ports, tx, id, at),
    },
  }
}

/** Read what is stored back from its JSON; throw when it is none. */
export const parseIncident = (json: unknown): Incident => incident.parse(json)
export const parseRosterEntry = (json: unknown): RosterEntry => rosterEntry.parse(json)
