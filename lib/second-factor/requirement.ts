import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { mustHaveSecondFactor } from '@/lib/auth/second-factor'
import type { Database } from '@/lib/db/sql'
import type { SecondFactorRequirement } from '@/lib/second-factor/policy'

/** What the organization's policy says, and whether it requires a second factor of this user. */
export async function readRequirement(
  db: Database,
  { userId }: Pick<Actor, 'userId'>,
): Promise<{ requirement: SecondFactorRequirement; isRequired: boolean }> {
  const [row] = await db.$queryRaw<{ requirement: SecondFactorRequirement; isRequired: boolean }[]>`
    SELECT o.second_factor_policy AS requirement, ${mustHaveSecondFactor} AS "isRequired"
      FROM users u JOIN accounts a ON a.id = u.account_id
      JOIN organizations o ON o.id = u.organization_id
     WHERE u.id = ${userId}`
  return row ?? { requirement: 'off', isRequired: false }
}
