/** Who in an organization must have a second factor, or whether anyone may. */
export type SecondFactorRequirement = 'off' | 'optional' | 'org-admins' | 'everyone'

export type SecondFactorPolicy = {
  requirement: SecondFactorRequirement
  /** How many days people have to set one up, from when it is required of them. */
  graceDays: number
}

export const MAX_GRACE_DAYS = 90

/** The requirements under which people without a second factor are led to set one up. */
export const enforcedRequirements = ['org-admins', 'everyone'] as const

export function isEnforced(requirement: SecondFactorRequirement): boolean {
  return enforcedRequirements.some((enforced) => enforced === requirement)
}
