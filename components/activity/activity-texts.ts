import type { ActivityKind } from '@/lib/activity-log/schema'

export const kindNames: { readonly [kind in ActivityKind]: string } = {
  accounts: 'Accounts',
  users: 'Users',
  'sign-ins': 'Sign-ins',
  profile: 'Own profiles',
  settings: 'Settings',
  jobs: 'Imports and bulk changes',
}

export const kindOptions = Object.entries(kindNames).map(([value, label]) => ({ value, label }))

export const outcomeOptions = [
  { value: 'done', label: 'Done' },
  { value: 'refused', label: 'Denied' },
]

export function outcomeName(outcome: string): string {
  return outcomeOptions.find(({ value }) => value === outcome)?.label ?? outcome
}
