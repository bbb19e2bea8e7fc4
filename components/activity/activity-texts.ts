import type { ActivityKind } from '@/lib/activity-log/schema'

export const kindNames: { readonly [kind in ActivityKind]: string } = {
  accounts: 'Accounts',
  users: 'Users',
  'sign-ins': 'Sign-ins',
  profile: 'Own profiles',
  settings: 'Settings',
  jobs: 'Imports and bulk changes',
}

export const outcomeNames = { done: 'Done', refused: 'Denied' } as const

export const kindOptions = Object.entries(kindNames).map(([value, label]) => ({ value, label }))

export const outcomeOptions = Object.entries(outcomeNames).map(([value, label]) => ({
  value,
  label,
}))
