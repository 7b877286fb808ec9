import { render } from '../../../../src/adapters/slack/render/index.ts'
import type { Doc } from '../../../../src/kernel/doc.ts'

/** All messages that a Doc becomes, as a caller sends them one after another. */
export const messagesOf = (doc: Doc) => {
  const messages = []
  for (let left: Doc | null = doc; left !== null; ) {
    const { message, rest }: ReturnType<typeof render> = render(left)
    messages.push(message)
    left = rest
  }
  return messages
}
