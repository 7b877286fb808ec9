import { messagesOf } from '../adapters/slack/index.ts'
import type { Doc } from '../kernel/doc.ts'
import type { Cleared, NotCleared, Place } from '../kernel/place.ts'

type Clear = (place: Place, doc: Doc, rendered: unknown) => Promise<Cleared | NotCleared>

/**
 * Asks the gate about a text before it is planned. The messages that it becomes are asked about as well: in them words
 * stand together that stand apart in the document, and a message that is held later would be missing altogether.
 */
export const createPasses =
  (clear: Clear) =>
  async (place: Place, doc: Doc): Promise<boolean> =>
    !('held' in (await clear(place, doc, messagesOf(doc))))
