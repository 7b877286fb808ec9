import type { Fault } from './fault.ts'

const clear = 'test/gate/clear.test.ts'
const corpus = 'test/gate/corpus.test.ts'

export const gateFaults: readonly Fault[] = [
  {
    id: 'rendered-text-not-read',
    promise: 'gate',
    file: 'src/gate/clear.ts',
    find: 'textsIn([asked.doc, asked.rendered])',
    put: 'textsIn([asked.doc])',
    tests: clear,
    test: 'a secret is found in the text of what was rendered',
  },
  {
    id: 'gate-fails-open',
    promise: 'gate',
    file: 'src/gate/clear.ts',
    find: "    return { held: error instanceof Unreadable ? 'not-readable' : 'gate-unavailable' }\n",
    put: "    if (error instanceof Unreadable) return { held: 'not-readable' }\n",
    tests: clear,
    test: 'what the gate cannot find out is held',
  },
  {
    id: 'refusal-is-an-oracle',
    promise: 'gate',
    file: 'src/gate/clear.ts',
    find: "return bad.length > 0 ? 'not-cleared' : null",
    put: 'return bad[0] ? `not-cleared-${bad[0].class}` : null',
    tests: clear,
    test: 'the answer is the same whichever secret fired, and the leads are told of each once',
  },
  {
    id: 'everything-counts-as-cleared',
    promise: 'gate',
    file: 'src/gate/clear.ts',
    find: "typeof value === 'object' && value !== null && known.has(value)",
    put: "typeof value === 'object' && value !== null",
    tests: clear,
    test: 'only what the gate made counts as cleared',
  },
  {
    id: 'approval-without-its-bytes',
    promise: 'gate',
    file: 'src/gate/clear.ts',
    find: 'return (hit) => same && hit.incident',
    put: 'return (hit) => hit.incident',
    tests: clear,
    test: 'only the approved bytes pass, for their incident’s words and nobody else’s',
  },
  {
    id: 'look-alikes-forgotten',
    promise: 'gate',
    file: 'src/gate/fold.ts',
    find: '  const alike = lookAlike(code)\n',
    put: '  const alike = null\n',
    tests: corpus,
    test: 'finds every id in every disguise (recall 1.0)',
  },
  {
    id: 'base64-not-read',
    promise: 'gate',
    file: 'src/gate/readings.ts',
    find: 'const deepest = 2',
    put: 'const deepest = 0',
    tests: corpus,
    test: 'finds every id in every disguise (recall 1.0)',
  },
  {
    id: 'declined-counts-as-roster',
    promise: 'gate',
    file: 'src/incident/roster.ts',
    find: "  if (entry?.state !== 'accepted') return []",
    put: "  if (entry?.state !== 'accepted' && entry?.state !== 'declined') return []",
    tests: 'test/incident/roster-roles.test.ts',
    test: 'somebody who declined or was removed is nothing to an incident any more, its lead neither',
  },
]
