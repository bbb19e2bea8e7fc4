import 'server-only'
import { blockedLogins } from '@/lib/auth/lock-outs'
import { NO_PASSWORD } from '@/lib/auth/password-hash'
import { SQL } from '@/lib/db/sql'
import type { FilterFacts } from '@/lib/user-list/filter-facts'
import { type State, states } from '@/lib/user-list/groups'
import type { PeopleFilters } from '@/lib/user-list/schema'
import { isInvited } from '@/lib/users/invitations'

/** People of some states, as far as they meet the condition. */
export type StatusBranch = {
  states: State[]
  condition?: SQL.Sql
  /** The same condition, cheaper for the few rows that an ordered scan reads. */
  recheck?: SQL.Sql
}

const isLocked = SQL.sql`login_hash(u.email) = ANY(${blockedLogins})`

// With the condition of the index users_password_age.
const isPasswordOlder = (time: Date) => SQL.sql`
  u.active AND NOT u.must_change_password AND u.password_hash <> ${SQL.raw(`'${NO_PASSWORD}'`)}
  AND u.password_changed_at < ${time}`

const invited = (organizationId: number) => SQL.sql`u.id IN (
  SELECT l.user_id FROM user_links l
   WHERE l.organization_id = ${organizationId} AND l.purpose = 'invite' AND l.expires_at > now())`

const expired = (before: Date): StatusBranch => ({
  states: ['has-password'],
  condition: SQL.sql`${isPasswordOlder(before)} AND NOT ${isLocked}`,
})

/** Whom the statuses are for. A person is in one branch at most. */
export function statusBranches(
  chosen: PeopleFilters['status'],
  organizationId: number,
  { expiredBefore }: FilterFacts,
): StatusBranch[] {
  if (chosen.length === 0) return [{ states }]
  const isInvite = invited(organizationId)
  const some: {
    [status in Exclude<(typeof chosen)[number], 'active' | 'inactive'>]: StatusBranch[]
  } = {
    invited: [{ states: ['no-password'], condition: isInvite, recheck: isInvited }],
    'no-password': [
      {
        states: ['no-password'],
        condition: SQL.sql`NOT ${isInvite}`,
        recheck: SQL.sql`NOT ${isInvited}`,
      },
    ],
    'must-choose-password': [
      { states: ['must-change-password'], condition: SQL.sql`NOT ${isLocked}` },
      ...(expiredBefore ? [expired(expiredBefore)] : []),
    ],
    locked: [{ states: ['has-password', 'must-change-password'], condition: isLocked }],
  }
  const active = states.filter((state) => state !== 'inactive')
  const isActive = chosen.includes('active')
  return chosen.flatMap((status): StatusBranch[] => {
    if (status === 'inactive') return [{ states: ['inactive'] }]
    if (status === 'active') return [{ states: active }]
    return isActive ? [] : some[status]
  })
}
