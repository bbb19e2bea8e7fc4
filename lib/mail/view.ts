type MailState = 'waiting' | 'sent' | 'failed'

export type MailView = {
  id: string
  recipient: string
  template: string
  state: MailState
  attempts: number
  /** What the mail server said at the last attempt. Empty if that succeeded. */
  error: string
  createdAt: Date
  /** When a waiting mail is tried again. */
  nextAttemptAt: Date
}

export type MailOverview = {
  isOn: boolean
  /** The sender, or empty if mail is off. */
  from: string
  /** The latest ones of the organization, the newest first. */
  mails: MailView[]
}
