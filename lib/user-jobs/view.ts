import type { LinkOwner } from '@/lib/links/view'

export type Person = LinkOwner & { accountId: number }

/** Users of a selection who stay as they are, and why. */
export type Exception = {
  reason: string
  count: number
  /** The first of them. */
  people: Person[]
}

export type UserJobPreview = {
  /** How many users the change is for, without the exceptions. */
  count: number
  /** The first of them. */
  people: Person[]
  exceptions: Exception[]
}
