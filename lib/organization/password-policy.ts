import 'server-only'
import type { Database } from '@/lib/operation'
import { defaultPasswordPolicy, type PasswordPolicy } from '@/lib/organization/policy'
import { passwordPolicySchema } from '@/lib/organization/schema'

/** What the organization asks of a new password. */
export async function passwordPolicyOf(
  db: Database,
  organizationId: number,
): Promise<PasswordPolicy> {
  const { passwordPolicy } = await db.organization.findUniqueOrThrow({
    where: { id: organizationId },
    select: { passwordPolicy: true },
  })
  return passwordPolicy === null
    ? defaultPasswordPolicy
    : passwordPolicySchema.parse(passwordPolicy)
}
