import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { NO_PASSWORD } from '@/lib/auth/password-hash'
import type { Row } from '@/lib/columns'
import { selectList } from '@/lib/db/columns'
import type { Database } from '@/lib/db/sql'
import { exceptionColumn } from '@/lib/user-jobs/exceptions'
import type { UserChange } from '@/lib/user-jobs/policy'
import { nextTargets } from '@/lib/user-jobs/targets'
import { editableUserColumns } from '@/lib/users/columns'

const columns = { id: 'int', accountId: 'int', ...editableUserColumns } as const

export type TargetUser = Row<typeof columns> & { hasPassword: boolean }
export type RejectedTarget = { id: number; user: TargetUser | undefined; reason: string }

const GONE = 'This user was deleted in the meantime.'

type Slice = { jobId: number; change: UserChange; position: number; count: number }

/** Locks the next users of a job, and separates the users whom a rule protects. */
export async function lockTargets(
  db: Database,
  actor: Actor,
  { jobId, change, position, count }: Slice,
): Promise<{ ids: number[]; users: TargetUser[]; rejected: RejectedTarget[] }> {
  const ids = await nextTargets(db, jobId, { position, count })
  const rows = await db.$queryRaw<(TargetUser & { exception: string | null })[]>`
    SELECT ${selectList(columns, 'u')}, u.password_hash <> ${NO_PASSWORD} AS "hasPassword",
           ${exceptionColumn(change, actor)} AS exception
      FROM users u JOIN accounts a ON a.id = u.account_id
     WHERE u.id = ANY(${ids}::int[]) AND u.organization_id = ${actor.organizationId}
     ORDER BY u.id FOR UPDATE OF u`
  const byId = new Map(rows.map(({ exception, ...user }) => [user.id, { user, exception }]))
  const users: TargetUser[] = []
  const rejected: RejectedTarget[] = []
  for (const id of ids) {
    const { user, exception = GONE } = byId.get(id) ?? {}
    if (user && exception === null) users.push(user)
    else rejected.push({ id, user, reason: exception ?? GONE })
  }
  return { ids, users, rejected }
}
