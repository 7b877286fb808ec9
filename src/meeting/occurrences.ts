import type { Override, Series } from './series.ts'

/**
 * One meeting of a series. `date` is the local date that the rule gives it and stays its name when it is moved;
 * `start` and `end` are milliseconds UTC.
 */
export type Occurrence = Readonly<{
  series: string
  date: string
  start: number
  end: number
  zone: string
  kind: 'planned' | 'moved' | 'extra'
}>

type Rule = Readonly<{
  first: Temporal.PlainDateTime
  zone: string
  everyWeeks: number
  minutes: number
  /** The first local date that no longer belongs to it. */
  until: Temporal.PlainDate | null
}>

const daysBetween = (from: Temporal.PlainDate, to: Temporal.PlainDate): number =>
  from.until(to, { largestUnit: 'day' }).days

const isBefore = (a: Temporal.PlainDate, b: Temporal.PlainDate): boolean => Temporal.PlainDate.compare(a, b) < 0

type RuleChange = Extract<Override, { from: string }>
const isRuleChange = (it: Override): it is RuleChange => 'from' in it

/** The rules of a series, oldest first; each inherits from the one before what it does not say itself. */
const rulesOf = (series: Series): readonly Rule[] => {
  const changes = series.overrides.filter(isRuleChange).toSorted((a, b) => (a.from < b.from ? -1 : 1))
  let { zone, everyWeeks, minutes } = series
  const until = (index: number): Temporal.PlainDate | null => {
    const next = changes[index]
    return next ? Temporal.PlainDate.from(next.from) : null
  }
  const rules: Rule[] = [
    { first: Temporal.PlainDateTime.from(series.first), zone, everyWeeks, minutes, until: until(0) },
  ]
  for (const [index, change] of changes.entries()) {
    zone = change.zone ?? zone
    everyWeeks = change.everyWeeks ?? everyWeeks
    minutes = change.minutes ?? minutes
    rules.push({ first: Temporal.PlainDateTime.from(change.first), zone, everyWeeks, minutes, until: until(index + 1) })
  }
  return rules
}

/**
 * The instant of a wall time, in milliseconds UTC. In the gap of spring it moves forward by the gap's length; of a
 * repeated hour it is the first: both are "compatible" in Temporal, as in RFC 5545, Google and Exchange.
 */
const instantOf = (local: Temporal.PlainDateTime, zone: string): number =>
  local.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds

const occurrence = (
  series: Series,
  rule: Rule,
  it: Readonly<{ date: Temporal.PlainDate; local: Temporal.PlainDateTime; kind: Occurrence['kind'] }>,
): Occurrence => {
  const start = instantOf(it.local, rule.zone)
  const end = start + rule.minutes * 60_000
  return { series: series.key, date: it.date.toString(), start, end, zone: rule.zone, kind: it.kind }
}

/** Occurrence k is the first date and k·N weeks on the calendar: never chained, never counted in hours. */
const onCalendar = (rule: Rule, k: number): Temporal.PlainDateTime => rule.first.add({ weeks: k * rule.everyWeeks })

const belongs = (rule: Rule, date: Temporal.PlainDate): boolean =>
  !isBefore(date, rule.first.toPlainDate()) && (rule.until === null || isBefore(date, rule.until))

const regular = (rule: Rule, from: Temporal.PlainDate, to: Temporal.PlainDate): readonly Temporal.PlainDateTime[] => {
  const step = rule.everyWeeks * 7
  const locals: Temporal.PlainDateTime[] = []
  for (let k = Math.max(0, Math.floor(daysBetween(rule.first.toPlainDate(), from) / step)); ; k++) {
    const local = onCalendar(rule, k)
    const date = local.toPlainDate()
    if (isBefore(to, date) || !(k === 0 || belongs(rule, date))) return locals
    if (belongs(rule, date) && !isBefore(date, from)) locals.push(local)
  }
}

/** The rule that gives a meeting on this local date, and the wall time it gives; null when none does. */
const ruleOn = (
  rules: readonly Rule[],
  date: Temporal.PlainDate,
): Readonly<{ rule: Rule; local: Temporal.PlainDateTime }> | null => {
  for (const rule of rules) {
    const [local] = regular(rule, date, date)
    if (local) return { rule, local }
  }
  return null
}

const latest = (rules: readonly Rule[], date: Temporal.PlainDate): Rule | undefined =>
  rules.findLast((rule) => !isBefore(date, rule.first.toPlainDate())) ?? rules[0]

const planned = (series: Series, rules: readonly Rule[], from: Temporal.PlainDate, to: Temporal.PlainDate) => {
  const gone = new Set(
    series.overrides.flatMap((it) => ('skipped' in it ? [it.skipped] : 'moved' in it ? [it.moved] : [])),
  )
  return rules.flatMap((rule) =>
    regular(rule, from, to).flatMap((local) => {
      const date = local.toPlainDate()
      return gone.has(date.toString()) ? [] : [occurrence(series, rule, { date, local, kind: 'planned' })]
    }),
  )
}

/** Moved occurrences: a later word wins over an earlier one, and a skip over both. */
const moved = (series: Series, rules: readonly Rule[]): readonly Occurrence[] => {
  const skipped = new Set(series.overrides.flatMap((it) => ('skipped' in it ? [it.skipped] : [])))
  const targets = new Map(series.overrides.flatMap((it) => ('moved' in it ? [[it.moved, it.to] as const] : [])))
  return [...targets].flatMap(([day, to]) => {
    const date = Temporal.PlainDate.from(day)
    const found = ruleOn(rules, date)
    if (!found || skipped.has(day)) return []
    return [occurrence(series, found.rule, { date, local: Temporal.PlainDateTime.from(to), kind: 'moved' })]
  })
}

const extra = (series: Series, rules: readonly Rule[]): readonly Occurrence[] =>
  series.overrides.flatMap((it) => {
    if (!('extra' in it)) return []
    const local = Temporal.PlainDateTime.from(it.extra)
    const date = local.toPlainDate()
    const rule = latest(rules, date)
    return rule ? [occurrence(series, rule, { date, local, kind: 'extra' })] : []
  })

/**
 * The occurrences of a series that start at or after `from` and before `to` (milliseconds UTC), in order of their start.
 * Overrides of dates on which the rule gives no meeting change nothing.
 */
export const plan = (series: Series, from: number, to: number): readonly Occurrence[] => {
  if (!(from < to)) return []
  const rules = rulesOf(series)
  const day = (instant: number) =>
    Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO('UTC').toPlainDate()
  // A zone is at most a day away from UTC, and a gap moves a meeting by less than a day.
  const regulars = planned(series, rules, day(from).subtract({ days: 2 }), day(to).add({ days: 2 }))
  const starts = new Set<number>()
  return [...regulars, ...moved(series, rules), ...extra(series, rules)]
    .filter((it) => it.start >= from && it.start < to)
    .filter((it) => !starts.has(it.start) && starts.add(it.start))
    .toSorted((a, b) => a.start - b.start)
}

const searched = [70, 800, 8_000] as const
const oneDay = 86_400_000

/** The meeting under way at `now`, else the next one (ms UTC); null when none comes within twenty years. */
export const nextOccurrence = (series: Series, now: number): Occurrence | null => {
  for (const days of searched) {
    const next = plan(series, now - oneDay, now + days * oneDay).find((it) => it.end > now)
    if (next) return next
  }
  return null
}

/** The last meeting that started before `start` (ms UTC); null before the first one. */
export const occurrenceBefore = (series: Series, start: number): Occurrence | null => {
  for (const days of searched) {
    const before = plan(series, start - days * oneDay, start).at(-1)
    if (before) return before
  }
  return null
}
