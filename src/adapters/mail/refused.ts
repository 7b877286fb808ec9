import type { Refusal } from '../../kernel/refusal.ts'
import { refuse } from '../../kernel/refusal.ts'

/** What the mail adapter refuses to put into a mail. The words for people stand with whoever asked. */
export const refusals = {
  /** A header value with CR, LF, NUL or another control character: it could add headers of its own. */
  header: (field: string): Refusal => refuse('mail-header', { field }),
  /** An address that is not one plain ASCII address. */
  address: (field: string): Refusal => refuse('mail-address', { field }),
  messageId: (field: string): Refusal => refuse('mail-message-id', { field }),
  /** A body with control characters, with line breaks other than LF, or whose last line is not ended. */
  body: (part: string): Refusal => refuse('mail-body', { part }),
  /** Larger than the list takes. */
  size: (bytes: number, limit: number): Refusal => refuse('mail-size', { bytes, limit }),
  /** A mail that cannot be signed, or whose signature does not hold: it must not leave. */
  signature: (what: string): Refusal => refuse('mail-signature', { what }),
  /** A setting that is not an address of a mail server; never shows the setting, which holds a password. */
  url: (what: string): Refusal => refuse('mail-url', { what }),
  /** Bytes that are not a mail of the shape Cordon builds. */
  shape: (what: string): Refusal => refuse('mail-shape', { what }),
} as const
