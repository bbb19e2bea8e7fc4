import type { PasswordPolicy } from '@/lib/passwords/policy'
import type { SecondFactorPolicy } from '@/lib/second-factor/policy'

/** Null: as long as the server allows. */
export type SessionPolicy = { idleMinutes: number | null; absoluteHours: number | null }

/** The longest that the operator of the server allows. */
export type SessionLimits = { idleMinutes: number; absoluteHours: number }

/** `version` counts every change. That of a part is the one in which the part last changed. */
export type OrganizationView = {
  id: number
  name: string
  nameVersion: number
  createdAt: Date
  version: number
  passwordPolicy: PasswordPolicy
  passwordPolicyVersion: number
  sessionPolicy: SessionPolicy
  sessionPolicyVersion: number
  sessionLimits: SessionLimits
  secondFactorPolicy: SecondFactorPolicy
  secondFactorPolicyVersion: number
}

/** Callers are the active users who called the API with the secret in the last 30 days. */
export type SecretView = {
  /** Null for a secret from a version that didn't record it. */
  createdAt: Date | null
  callers: number
  /** The secret before the last reset, while it still works. `switched` callers use the new one too. */
  previous: { until: Date; callers: number; switched: number } | null
}
