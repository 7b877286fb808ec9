import { z } from 'zod'
import { actKind } from '../../kernel/act.ts'
import { personId } from '../../kernel/person.ts'
import { references } from '../../kernel/refusal.ts'

/** An answer to the person who asked: the delivery it answers, and the text by its name. */
export const slackReply = actKind({
  kind: 'slack.reply',
  refs: z.strictObject({ delivery: z.string(), person: personId, text: z.string(), about: references }),
  result: z.strictObject({ by: z.enum(['response', 'message']) }),
})
