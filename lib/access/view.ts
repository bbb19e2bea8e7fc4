import type { MailView } from '@/lib/mail/view'
import type { PasswordPolicy } from '@/lib/passwords/policy'
import type { LinkedIdentity } from '@/lib/providers/view'
import type { SignInMethod } from '@/lib/sessions/policy'
import type { SessionView } from '@/lib/sessions/view'
import type { AdminContext } from '@/lib/users/policy'
import type { LockOut, OpenLink, UserRecord, WithCredentials } from '@/lib/users/view'

/** What decides whether a user can sign in. */
export type SignInFacts = {
  active: boolean
  accountActive: boolean
  hasPassword: boolean
  passwordChangedAt: Date
  /** Someone else set the password, and nobody has used it yet. */
  initialPassword: boolean
  initialPasswordExpired: boolean
  passwordExpired: boolean
  mustChangePassword: boolean
  /** Until when an unused invite can be used. Null without one. */
  invitedUntil: Date | null
  lockOut: LockOut
  /** Null without an authenticator app. */
  authenticatorSince: Date | null
  recoveryCodes: number
  /** Only the ones that work at the address of this console. */
  passkeys: number
  /** When a user without a second factor has to have one. Null if they have one, or needn't. */
  secondFactorDueAt: Date | null
  isSecondFactorDue: boolean
  /** The name of the identity provider with which the user has to sign in. */
  requiredProvider: string | null
}

/** An entry of the audit log. */
export type SignInAttempt = {
  seq: number
  at: Date
  succeeded: boolean
  /** Undefined for an attempt that was denied, and in entries of versions that didn't record it. */
  method: SignInMethod | undefined
  /** Why the attempt was denied. */
  reason: string
  browser: string
  /** "203.0.113.0/24", "private network 10.0.0.0/24". */
  network: string
}

export type UserDetails = {
  user: UserRecord & WithCredentials
  adminContext: AdminContext
  passwordPolicy: PasswordPolicy
  link: OpenLink | undefined
  facts: SignInFacts
  attempts: SignInAttempt[]
  sessions: SessionView[]
  identities: LinkedIdentity[]
  /** The latest mail to the user, if its last attempt failed. */
  failedMail: MailView | undefined
}
