import 'server-only'

const MINUTE_MS = 60_000

/** When a day, such as 2026-01-31, begins in a time zone. */
export function startOfDay(day: string, timeZone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  const estimate = midnight - offsetAt(midnight, timeZone)
  // The offset may change between both moments.
  return new Date(midnight - offsetAt(estimate, timeZone))
}

/** When the day after it begins. */
export function endOfDay(day: string, timeZone: string): Date {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 60 * MINUTE_MS)
  return startOfDay(next.toISOString().slice(0, 10), timeZone)
}

/** How much later the clocks of the time zone are than UTC, in milliseconds. */
function offsetAt(time: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
  const name = format.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? []
  const offset = (Number(hours) * 60 + Number(minutes)) * MINUTE_MS
  return sign === '-' ? -offset : offset
}
