import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { NO_PASSWORD } from '@/lib/auth/password-hash'
import { requiredProvider } from '@/lib/auth/required-provider'
import { SQL } from '@/lib/db/sql'
import type { UserChange } from '@/lib/user-jobs/policy'
import {
  INACTIVE_ACCOUNT,
  INACTIVE_LINK,
  LAST_ADMINISTRATOR,
  OWN_LINK,
  OWN_REMOVAL,
  OWN_ROLES,
} from '@/lib/users/policy'

type Rule = { applies: SQL.Sql; reason: string }

/**
 * Why a user `u` with their account `a` stays as they are: the first rule that applies, null if none
 * does. The preview, the targets of a job and its batches ask the same question.
 */
export function exceptionColumn(change: UserChange, actor: Actor): SQL.Sql {
  const cases = rules[change](actor).map(
    ({ applies, reason }) => SQL.sql`WHEN ${applies} THEN ${reason}`,
  )
  return SQL.sql`CASE ${SQL.join(cases, ' ')} END`
}

const isActor = ({ userId }: Actor) => SQL.sql`u.id = ${userId}`
const isActive = SQL.sql`u.active`
const isInactive = SQL.sql`NOT u.active`

/** What `whyNotRemovable` and the database say about one user. */
const removal = (actor: Actor): Rule[] => [
  { applies: isActor(actor), reason: OWN_REMOVAL },
  {
    applies: SQL.sql`u.org_admin AND u.active AND (
      SELECT count(*) FROM users o
       WHERE o.organization_id = ${actor.organizationId} AND o.org_admin AND o.active) < 2`,
    reason: LAST_ADMINISTRATOR,
  },
  {
    applies: SQL.sql`u.org_admin AND u.active AND EXISTS (
      SELECT 1 FROM identity_providers p WHERE p.emergency_user_id = u.id AND p.required)`,
    reason:
      'The emergency administrator of a required identity provider. Choose another one in Settings first.',
  },
]

// Without a required provider, nobody is compared with one.
const needsNoPassword = ({ organizationId }: Actor): Rule => ({
  applies: SQL.sql`EXISTS (
      SELECT 1 FROM identity_providers
       WHERE organization_id = ${organizationId} AND active AND required)
    AND ${requiredProvider} IS NOT NULL`,
  reason: 'Signs in with an identity provider, so they need no password.',
})

const rules: { [change in UserChange]: (actor: Actor) => Rule[] } = {
  deactivate: (actor) => [...removal(actor), { applies: isInactive, reason: 'Already inactive.' }],
  reactivate: () => [
    { applies: isActive, reason: 'Already active.' },
    { applies: SQL.sql`NOT a.active`, reason: INACTIVE_ACCOUNT },
  ],
  'require-password': (actor) => [
    { applies: isActor(actor), reason: OWN_LINK },
    needsNoPassword(actor),
    {
      applies: SQL.sql`u.password_hash = ${NO_PASSWORD}`,
      reason: 'No password yet. Make a link instead.',
    },
    {
      applies: SQL.sql`u.must_change_password`,
      reason: 'Already has to choose a new password.',
    },
  ],
  'grant-admin': (actor) => [
    { applies: isActor(actor), reason: OWN_ROLES },
    { applies: SQL.sql`u.account_admin`, reason: 'Already has this role.' },
  ],
  'revoke-admin': (actor) => [
    { applies: isActor(actor), reason: OWN_ROLES },
    { applies: SQL.sql`NOT u.account_admin`, reason: "Doesn't have this role." },
  ],
  'make-links': (actor) => [
    { applies: isActor(actor), reason: OWN_LINK },
    { applies: isInactive, reason: INACTIVE_LINK },
    needsNoPassword(actor),
  ],
  delete: removal,
}
