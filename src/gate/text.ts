import { z } from 'zod'
import { paragraph } from '../kernel/doc.ts'
import { type Text, textRow } from '../kernel/module.ts'
import { incidentId } from '../kernel/place.ts'

/** What the incident lead is told when a text of their incident was about to go where it may not. */
export const gateTexts: readonly Text[] = [
  textRow({
    name: 'gate.hit',
    about: z.object({ incident: incidentId, where: z.string(), classes: z.string() }),
    write: async (_tx, { incident, where, classes }) => ({
      title: incident,
      blocks: [
        paragraph(
          'A text with words of ',
          { text: incident, style: ['bold'] },
          ` was bound for ${where}. The gate let it go to nobody but, at most, its own writer.`,
        ),
        paragraph(`What was found in it: ${classes}. Its writer was told nothing of this.`),
      ],
    }),
  }),
]
