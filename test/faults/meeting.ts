import type { Fault } from './fault.ts'

const occurrences = 'test/meeting/occurrences.test.ts'

export const meetingFaults: readonly Fault[] = [
  {
    id: 'dates-chained',
    promise: 'meeting',
    file: 'src/meeting/occurrences.ts',
    find: 'rule.first.add({ weeks: k * rule.everyWeeks })',
    put: '\n  rule.first\n    .toZonedDateTime(rule.zone)\n    .add({ hours: k * rule.everyWeeks * 168 })\n    .toPlainDateTime()',
    tests: occurrences,
    test: 'begin with the first and come every two weeks at the same wall time through both clock changes of 2023',
  },
  {
    id: 'parity-by-week-number',
    promise: 'meeting',
    file: 'src/meeting/occurrences.ts',
    find: '    if (belongs(rule, date) && !isBefore(date, from)) locals',
    put: '    const odd = (it: Temporal.PlainDateTime) => (it.weekOfYear ?? 0) % 2\n    if (belongs(rule, date) && !isBefore(date, from) && odd(local) === odd(rule.first)) locals',
    tests: occurrences,
    test: 'keep their fortnight over the year with 53 weeks',
  },
  {
    id: 'missed-window-sent',
    promise: 'meeting',
    file: 'src/meeting/reminders.ts',
    find: '{ plan: open.filter(({ until }) => it.now < until)',
    put: '{ plan: open',
    tests: 'test/meeting/reminders.test.ts',
    test: 'past its window is missed, never sent',
  },
]
