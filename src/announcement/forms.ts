import { z } from 'zod'
import { paragraph } from '../kernel/doc.ts'
import { type Form, form } from '../kernel/door.ts'
import { line, text } from '../kernel/field.ts'
import { incidentId } from '../kernel/place.ts'
import { refuse } from '../kernel/refusal.ts'
import type { AnnouncementPorts } from './ports.ts'
import { proposeAnnouncement } from './propose-announcement.ts'

const about = z.object({ list: z.string(), incident: incidentId.nullable() })

/** The form of an announcement; what it is about (list, incident) was set when it was opened. */
export const announcementForm = (ports: AnnouncementPorts): Form =>
  form({
    id: 'announcement.write',
    may: 'announcement.write',
    title: 'Announce',
    submit: 'Send to review',
    fields: z.object({
      subject: line({ label: 'Subject', max: 150, hint: 'As the list will see it.' }),
      body: text({ label: 'Text', hint: 'Blank lines part paragraphs; `code`, *bold* and links are kept.' }),
    }),
    open: async (_tx, given) => {
      const known = about.safeParse(given)
      if (!known.success) return refuse('stale-button')
      const { list, incident } = known.data
      const where = incident === null ? '' : ` It is part of ${incident}: only approvers on its roster will see it.`
      return {
        intro: [
          paragraph(
            `One mail to the list ${list}. Nothing leaves before a second person approved exactly these bytes.${where}`,
          ),
        ],
        initial: {},
      }
    },
    look: async ({ about: given, values: { subject, body } }) => {
      const known = about.safeParse(given)
      if (!known.success || !ports.lists.includes(known.data.list)) return null
      return { ...known.data, composed: await ports.post.compose(known.data.list, ports.parse(subject, body)) }
    },
    run: async (tx, { given, facts, caller }) => {
      if (facts === null) return refuse('stale-button')
      return proposeAnnouncement(ports, tx, { writer: caller.person.id, at: caller.at, ...facts, ...given.values })
    },
  })
