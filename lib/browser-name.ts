import 'server-only'
import Bowser from 'bowser'

export const UNKNOWN_BROWSER = 'Unknown browser'

/** "Chrome 126 on Windows". Without the version of the system, which browsers no longer reveal. */
export function browserName(userAgent: string): string {
  // The library throws for an empty text.
  const { browser, os } = Bowser.parse(userAgent || 'unknown')
  if (!browser.name) return UNKNOWN_BROWSER
  const name = browser.name.replace(/ for Android$/, '')
  const version = browser.version?.split('.')[0]
  return [name, version, os.name && `on ${os.name}`].filter(Boolean).join(' ')
}
