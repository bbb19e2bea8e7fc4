import 'server-only'

/** Who made a change: the user, an administrator, a one-time link, or an operator on the host. */
export type ChangedBy = 'user' | 'administrator' | 'link' | 'host'

type LinkParameters = {
  url: string
  expiresAt: Date
  /** The name of the administrator who sent it. Null if the person asked for it themselves. */
  sentBy: string | null
}

/**
 * What each mail says beyond the person's name and their organization. `newEmail` of `confirm-email`
 * is the recipient.
 */
export type MailParameters = {
  'password-link': LinkParameters
  invite: LinkParameters
  'confirm-email': { url: string; expiresAt: Date }
  'password-changed': { changedBy: ChangedBy }
  'second-factor-removed': { removedBy: ChangedBy }
  'authenticator-added': { replaced: boolean }
  'passkey-added': { passkey: string }
  /** The browser and system in words, such as "Firefox on Linux". */
  'new-device': { browser: string; address: string }
  'made-org-admin': { madeBy: string }
  /** For how many hours the old secret still works. Missing in mails of earlier versions. */
  'organization-secret-reset': { resetBy: string; overlapHours?: number }
  'email-changed': { newEmail: string; changedBy: ChangedBy }
  test: { sentBy: string }
}

export type MailTemplate = keyof MailParameters

/** Parameters as JSON holds them. */
export type StoredParameters<T extends MailTemplate> = {
  [K in keyof MailParameters[T]]: MailParameters[T][K] extends Date ? string : MailParameters[T][K]
}
