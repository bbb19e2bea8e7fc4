const date = '(?<date>\\d{4}-\\d\\d-\\d\\d)'
const time = '(?<time>(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,9})?)?)'
const zone = '(?<zone>Z|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)'
const iso = new RegExp(`^${date}(?:T${time}${zone}?)?$`)

/** The day in UTC (YYYY-MM-DD) of an ISO date or timestamp, or undefined if there is none. */
export function dayOf(text: string): string | undefined {
  const { date, time = '00:00', zone = 'Z' } = iso.exec(text)?.groups ?? {}
  if (!date || day(`${date}T00:00Z`) !== date) return undefined
  return day(`${date}T${time}${zone}`)
}

// The day that a moment falls on; a year beyond four digits, or a year 0, is none of ours.
function day(moment: string): string | undefined {
  const time = Date.parse(moment)
  if (Number.isNaN(time)) return undefined
  const [date = ''] = new Date(time).toISOString().split('T')
  return /^(?!0000)\d{4}-/.test(date) ? date : undefined
}
