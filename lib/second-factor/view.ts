import type { SecondFactorRequirement } from '@/lib/second-factor/policy'

export type SecondFactorView = {
  createdAt: Date
  /** How many can still be used. */
  recoveryCodes: number
}

/** What an authenticator app needs, and its user before they have confirmed it with a code. */
export type SetupView = { secret: string; uri: string }

export type OwnSecondFactor = {
  factor: SecondFactorView | null
  requirement: SecondFactorRequirement
  isRequired: boolean
}
