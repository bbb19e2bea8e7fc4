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

/** The active people whom a policy would lead to set up a second factor. */
export type PeopleWithoutFactor = {
  count: number
  /** Whether there are more than were counted. */
  isMore: boolean
  /** Names of some of them. */
  first: string[]
}

export type WithoutFactor = { 'org-admins': PeopleWithoutFactor; everyone: PeopleWithoutFactor }
