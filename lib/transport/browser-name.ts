import 'server-only'
import { userAgentFromString } from 'next/server'

const systemNames: { [name: string]: string } = { 'Mac OS': 'macOS', 'Chromium OS': 'ChromeOS' }

/** "Chrome 126 on Windows". Without the version of the system, which browsers no longer tell. */
export function browserName(userAgent: string): string {
  const { browser, os } = userAgentFromString(userAgent)
  const name = browser.name?.replace(/^Mobile /, '')
  if (!name) return 'Unknown browser'
  const system = os.name && (systemNames[os.name] ?? os.name)
  return [name, browser.major, system && `on ${system}`].filter(Boolean).join(' ')
}
