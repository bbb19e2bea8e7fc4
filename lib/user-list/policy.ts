/** `active` is everyone who isn't deactivated; the ones after `inactive` are some of them. */
export const statusFilters = [
  'active',
  'inactive',
  'invited',
  'no-password',
  'must-choose-password',
  'locked',
] as const

export const roleFilters = ['org-admin', 'admin', 'default-user', 'org'] as const

/** `never`, or the days without a sign-in. */
export const signInFilters = ['never', '30', '90', '180'] as const

export const secondFactorFilters = ['none'] as const
