import 'server-only'

/** What a mail says. `render` adds the greeting, the signature and the markup, and escapes it. */
export type MailContent = {
  subject: string
  paragraphs: string[]
  action?: { label: string; url: string }
  /** Behind the action. The last one says what to do if the reader didn't expect the mail. */
  closing: string[]
}

export type MailContext = {
  firstName: string
  organization: string
  /** The address of the console. */
  consoleUrl: string
  /** When the change happened that the mail reports. */
  at: Date
}

const format = new Intl.DateTimeFormat('en-US', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'UTC',
})

/** In UTC, because the time zone of the reader is unknown. */
export function formatTime(date: Date): string {
  return `${format.format(date)} UTC`
}
