import type { Refusal } from '../../kernel/refusal.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import type { ApprovedForm } from './approved-form.ts'
import { approvedForm } from './approved-form.ts'
import type { Message } from './message.ts'
import { buildMessage, withinSize } from './message.ts'
import { signForList } from './sign.ts'
import type { SigningKey } from './signing-key.ts'

/** The bytes to be stored and sent, and the form of them that a second person approves. */
export type ListMail = Readonly<{ bytes: Buffer; form: ApprovedForm }>

/**
 * Makes the one mail of a list post: built, signed when a key is set (dated like the mail, so that it gives the same
 * bytes each time), and within `limit` bytes, signature included. Refuses what building, signing or the list would.
 */
export const composeForList = async (
  message: Message,
  options: Readonly<{ key: SigningKey | null; limit?: number }>,
): Promise<ListMail | Refusal> => {
  const built = buildMessage(message)
  if (isRefusal(built)) return built
  const bytes = options.key ? await signForList(built, options.key, message.date) : built
  if (isRefusal(bytes)) return bytes
  return withinSize(bytes, options.limit) ?? { bytes, form: approvedForm(message) }
}
