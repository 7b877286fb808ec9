import { html } from 'hono/html'
import type { Html } from './panel.ts'

/** Desk time in a zone, such as "Tue 16 Mar 2027, 14:30"; in UTC where the zone is none. `at` is ms UTC. */
export const plainInstant = (at: number, zone: string): string => {
  const instant = Temporal.Instant.fromEpochMilliseconds(Math.floor(at))
  const inZone = (name: string) => {
    const it = instant.toZonedDateTimeISO(name)
    const date = it.toLocaleString('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
    return `${date.replaceAll(',', '')}, ${it.toPlainTime().toString({ smallestUnit: 'minute' })}`
  }
  try {
    return inZone(zone)
  } catch {
    return `${inZone('UTC')} UTC`
  }
}

/** An instant (ms UTC) for the eyes of a zone, readable by machines too. */
export const showInstant = async (at: number, zone: string): Promise<Html> => {
  const exact = Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toString({ smallestUnit: 'second' })
  return html`<time datetime="${exact}" title="${plainInstant(at, 'UTC')} UTC">${plainInstant(at, zone)}</time>`
}
