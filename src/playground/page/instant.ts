/** Instants as a person reads them in their zone. */

const formats = new Map<string, Intl.DateTimeFormat>()

const format = (zone: string, kind: 'time' | 'day' | 'key' | 'full'): Intl.DateTimeFormat => {
  const key = `${zone} ${kind}`
  const options: Readonly<Record<typeof kind, Intl.DateTimeFormatOptions>> = {
    time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    day: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
    key: { year: 'numeric', month: '2-digit', day: '2-digit' },
    full: { dateStyle: 'full', timeStyle: 'long' },
  }
  const known =
    formats.get(key) ?? new Intl.DateTimeFormat(kind === 'key' ? 'sv' : 'en-GB', { ...options[kind], timeZone: zone })
  formats.set(key, known)
  return known
}

/** Milliseconds UTC of a message's timestamp. */
export const msOf = (ts: string): number => Math.floor(Number(ts) * 1000)

export const timeOf = (ms: number, zone: string): string => format(zone, 'time').format(ms)
export const dayOf = (ms: number, zone: string): string => format(zone, 'day').format(ms)
/** The day as 2027-03-16. */
export const dayKeyOf = (ms: number, zone: string): string => format(zone, 'key').format(ms)
export const fullTimeOf = (ms: number, zone: string): string => format(zone, 'full').format(ms)

/** The zone of this name, or UTC where no such zone is known. */
export const knownZone = (name: string | undefined): string => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name ?? 'UTC' }).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
}
