import type { Detail } from '@/lib/activity-log/wording'

/** Who or what an entry names. */
export type NamedUser = {
  type: 'user'
  id: number | null
  /** As it is now, or as it was when the user was deleted. */
  name: string
  /** Of the page of the user; null if there is none anymore. */
  accountId: number | null
}

type NamedAccount = { type: 'account'; id: number; name: string; active: boolean }

type NamedRecord = {
  type: 'organization' | 'job' | 'provider' | 'other'
  id: number | null
  name: string
  /** Whether it still has a page. */
  exists: boolean
}

export type ActivityTarget = NamedUser | NamedAccount | NamedRecord

export type ActivityEntry = {
  organizationId: number
  seq: number
  at: Date
  operation: string
  outcome: string
  detail: Detail
  address: string
  requestId: string
  /** Null for the operator of the console. */
  actor: NamedUser | null
  /** As it was at the time; empty for the operator. */
  actorEmail: string
  target: ActivityTarget | undefined
  targetType: string | null
  targetId: number | null
  /** The account that the target is or belongs to. */
  account: NamedAccount | undefined
}

/** One of several accounts with the same name. */
export type AccountChoice = { id: number; name: string; active: boolean }

/** The records that the filters name. Undefined if there is no filter, or it names none. */
export type FilteredBy = {
  person: { id: number; name: string } | undefined
  account: AccountChoice | undefined
  user: { id: number; name: string } | undefined
  /** The accounts that a name may mean, if there are several. */
  accountChoices: AccountChoice[]
}

export type ActivityPage = {
  rows: ActivityEntry[]
  firstRowNumber: number
  previous: string
  next: string
  last: string
  /** The number of all entries; undefined with a filter. */
  total: number | undefined
  filteredBy: FilteredBy
}

const OPERATOR = 'The operator'

/** What a denial is about if it names no record. */
const unnamedTargets: { readonly [prefix: string]: string } = {
  accounts: 'an account',
  users: 'a user',
  providers: 'an identity provider',
  jobs: 'a job',
}

export function nameOfActor({ actor }: ActivityEntry): string {
  return actor?.name ?? OPERATOR
}

export function nameOfTarget({ target, operation }: ActivityEntry): string {
  const [prefix = ''] = operation.split('.')
  return target?.name ?? unnamedTargets[prefix] ?? 'a record'
}
