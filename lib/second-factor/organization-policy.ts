import 'server-only'
import { hasSecondFactor } from '@/lib/auth/second-factor'
import { shallowEqual } from '@/lib/changes'
import { type Database, SQL } from '@/lib/db/sql'
import { command, query } from '@/lib/operation'
import { isEnforced, type SecondFactorPolicy } from '@/lib/second-factor/policy'
import { emptySchema, secondFactorPolicySchema } from '@/lib/second-factor/schema'
import type { PeopleWithoutFactor, SecondFactorPolicyView } from '@/lib/second-factor/view'

const MAX_COUNTED = 1_000
const MAX_NAMED = 5

export const setSecondFactorPolicy = command({
  name: 'organization.setSecondFactorPolicy',
  permission: 'organization:write',
  recentAuthentication: 'always',
  input: secondFactorPolicySchema,
  async run({ actor, db, input, audit }): Promise<SecondFactorPolicy & { changed: boolean }> {
    const { organizationId: id } = actor
    await db.$executeRaw`SELECT 1 FROM organizations WHERE id = ${id} FOR UPDATE`
    const before = await readPolicy(db, id)
    if (shallowEqual(before, input)) return { ...before, changed: false }
    const { requirement, graceDays } = input
    // Another number of days counts from when the policy began.
    const since = isEnforced(requirement)
      ? SQL.sql`CASE WHEN second_factor_policy = ${requirement} THEN second_factor_required_since ELSE now() END`
      : SQL.sql`NULL`
    await db.$executeRaw`
      UPDATE organizations SET second_factor_policy = ${requirement},
             second_factor_grace_days = ${graceDays}, second_factor_required_since = ${since}
       WHERE id = ${id}`
    audit({ target: { type: 'organization', id }, detail: { before, after: input } })
    return { ...input, changed: true }
  },
})

/** The policy, and whom it leads to set up a second factor now or would if it were required. */
export const getSecondFactorPolicy = query({
  name: 'organization.getSecondFactorPolicy',
  permission: 'organization:read',
  input: emptySchema,
  async run({ actor: { organizationId: id }, db }): Promise<SecondFactorPolicyView> {
    const [policy, orgAdmins, everyone] = await Promise.all([
      readPolicy(db, id),
      findPeopleWithout(db, id, SQL.sql`u.org_admin AND a.default_account`),
      findPeopleWithout(db, id, SQL.sql`true`),
    ])
    return { ...policy, without: { 'org-admins': orgAdmins, everyone } }
  },
})

async function readPolicy(db: Database, id: number): Promise<SecondFactorPolicy> {
  const { secondFactorPolicy, secondFactorGraceDays } = await db.organization.findUniqueOrThrow({
    where: { id },
    select: { secondFactorPolicy: true, secondFactorGraceDays: true },
  })
  return secondFactorPolicySchema.parse({
    requirement: secondFactorPolicy,
    graceDays: secondFactorGraceDays,
  })
}

/** Counts only as far as anyone needs: an organization can have a million users. */
async function findPeopleWithout(
  db: Database,
  organizationId: number,
  condition: SQL.Sql,
): Promise<PeopleWithoutFactor> {
  const rows = await db.$queryRaw<{ firstName: string; lastName: string }[]>`
    SELECT u.first_name AS "firstName", u.last_name AS "lastName"
      FROM users u JOIN accounts a ON a.id = u.account_id
     WHERE u.organization_id = ${organizationId} AND u.active AND a.active AND ${condition}
       AND NOT ${hasSecondFactor}
     LIMIT ${MAX_COUNTED + 1}`
  return {
    count: Math.min(rows.length, MAX_COUNTED),
    isMore: rows.length > MAX_COUNTED,
    first: rows.slice(0, MAX_NAMED).map(({ firstName, lastName }) => `${firstName} ${lastName}`),
  }
}
