/** For whom the dates and numbers of a page are formatted. */
export type Reader = { locale: string; timeZone: string }

/** Set by a script of the page, because a request doesn't tell the time zone. */
export const timeZoneCookie = 'console-time-zone'

export const DEFAULT_TIME_ZONE = 'UTC'

/** The time zone that a cookie names; UTC unless it names one. */
export function readTimeZone(value: string | undefined): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value ?? DEFAULT_TIME_ZONE }).resolvedOptions()
      .timeZone
  } catch {
    return DEFAULT_TIME_ZONE
  }
}
