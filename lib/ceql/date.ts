const date = '(?<date>\\d{4}-\\d\\d-\\d\\d)'
const time = '(?<time>(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,9})?)?)'
const zone = '(?<zone>Z|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)'
const iso8601 = new RegExp(`^${date}(?:T${time}${zone}?)?$`)

/** The UTC date (YYYY-MM-DD) of an ISO 8601 date or timestamp; undefined if it is neither. */
export function parseDate(text: string): string | undefined {
  const { date, time = '00:00', zone = 'Z' } = iso8601.exec(text)?.groups ?? {}
  // Date.parse() rolls 30 February over to March.
  if (!date || utcDate(`${date}T00:00Z`) !== date) return undefined
  return utcDate(`${date}T${time}${zone}`)
}

function utcDate(timestamp: string): string | undefined {
  const milliseconds = Date.parse(timestamp)
  if (Number.isNaN(milliseconds)) return undefined
  const [date = ''] = new Date(milliseconds).toISOString().split('T')
  const isYear1To9999 = /^(?!0000)\d{4}-/.test(date)
  return isYear1To9999 ? date : undefined
}
