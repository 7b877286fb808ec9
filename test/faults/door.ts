import type { Fault } from './fault.ts'

const http = 'test/adapters/slack/http.test.ts'
const walk = 'test/adapters/slack/walk.test.ts'
const door = 'test/adapters/slack/door.test.ts'

export const doorFaults: readonly Fault[] = [
  {
    id: 'acknowledged-before-stored',
    promise: 'door',
    file: 'src/adapters/slack/receive.ts',
    find: '    if (!door.heard(envelope) || (await',
    put: '    await event.ack()\n    if (!door.heard(envelope) || (await',
    tests: http,
    test: 'is answered 500 when it cannot be kept, and 503 once Cordon takes nothing more in',
  },
  {
    id: 'future-dated-accepted',
    promise: 'door',
    file: 'src/adapters/slack/signature.ts',
    find: "  if (age < -newest) return 'future-dated'\n",
    put: '',
    tests: http,
    test: 'that is dated more than a minute ahead is refused, though signed',
  },
  {
    id: 'stale-accepted',
    promise: 'door',
    file: 'src/adapters/slack/signature.ts',
    find: "  if (age > oldest) return 'stale'\n",
    put: '',
    tests: http,
    test: 'that is five minutes and a bit old is refused, though signed',
  },
  {
    id: 'guests-let-in',
    promise: 'door',
    file: 'src/adapters/slack/admit.ts',
    find: "(person.standing === 'guest' && guestMay)",
    put: "person.standing === 'guest'",
    tests: walk,
    test: 'refuses those who may not, and says who can; a guest is told so by Slack’s own word on them',
  },
  {
    id: 'permitted-by-default',
    promise: 'door',
    file: 'src/kernel/module.ts',
    find: '  table.some(\n',
    put: '  !table.some((row) => row.action === asked.action) ||\n  table.some(\n',
    tests: 'test/kernel/may.test.ts',
    test: 'an action that the table does not name is refused, whatever the roles',
  },
  {
    id: 'decided-twice',
    promise: 'door',
    file: 'src/adapters/slack/decide.ts',
    find: 'const first = await inbox.decide(tx, decisionKey(envelope))',
    put: 'const first = (await inbox.decide(tx, decisionKey(envelope))) || true',
    tests: door,
    test: 'that is run again after a restart finds its decision and does nothing',
  },
  {
    id: 'deduplication-not-stored',
    promise: 'door',
    file: 'src/adapters/store/inbox.ts',
    find: "return added.numInsertedOrUpdatedRows === 1n ? 'new' : 'repeat'",
    put: "return added.numInsertedOrUpdatedRows === 9n ? 'repeat' : 'new'",
    tests: 'test/adapters/store/inbox.test.ts',
    test: 'a delivery that comes again is a repeat, however many come at once',
  },
  {
    id: 'refusal-leaves-no-entry',
    promise: 'door',
    file: 'src/adapters/slack/decide.ts',
    find: "    await ports.append(tx, {\n      chain: it.incident ?? 'desk',",
    put: "    if (it.incident) await ports.append(tx, {\n      chain: it.incident ?? 'desk',",
    tests: door,
    test: 'by one who may not is refused: ledger entry, reply naming who can, decision',
  },
]
