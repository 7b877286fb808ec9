import type { Fault } from './fault.ts'

export const mailFaults: readonly Fault[] = [
  {
    id: 'unsigned-mail-leaves',
    promise: 'mail',
    file: 'src/adapters/mail/list-post.ts',
    find: "return (await verifyOwn(bytes, ports.key)) === null ? null : 'signature'",
    put: 'return null',
    tests: 'test/adapters/mail/list-post.test.ts',
    test: 'lets nothing unsigned or wrongly signed leave when a key is set',
  },
  {
    id: 'header-injected',
    promise: 'mail',
    file: 'src/adapters/mail/header.ts',
    find: '=> !control.test(text) && text.isWellFormed()',
    put: '=> text.isWellFormed()',
    tests: 'test/adapters/mail/message.test.ts',
    test: 'refuses "\\r\\nBcc: evil@example.com" in a subject, a name, an address and a Message-ID',
  },
  {
    id: 'sent-copy-counts',
    promise: 'mail',
    file: 'src/adapters/mail/look.ts',
    find: "...used('\\\\Junk')]",
    put: "...used('\\\\Junk'), ...used('\\\\Sent')]",
    tests: 'test/adapters/mail/witness.test.ts',
    test: 'never counts a Sent copy, not even one with the list’s List-Id',
  },
  {
    id: 'lost-answer-is-a-failure',
    promise: 'mail',
    file: 'src/adapters/mail/smtp-outcome.ts',
    find: "  if (failure.dotSent) return { ambiguous: 'answer-lost' }\n",
    put: '',
    tests: 'test/adapters/mail/smtp-outcome.test.ts',
    test: 'is ambiguous whenever the final dot may have arrived and no answer to it came',
  },
]
