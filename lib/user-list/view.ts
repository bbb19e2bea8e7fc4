import type { StatusFacts, UserView } from '@/lib/users/view'

/** A user in the list of all users of the organization. */
export type Person = UserView &
  StatusFacts & {
    nameKey: string
    account: { name: string; active: boolean; accountAdmin: boolean }
  }
