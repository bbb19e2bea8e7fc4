import 'server-only'
import { z } from 'zod'
import type { Actor } from '@/lib/auth/actor'
import { NO_PASSWORD } from '@/lib/auth/password-hash'
import { type Database, SQL } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'
import { id } from '@/lib/ids'
import type { Invitable } from '@/lib/imports/view'
import { permittedJobs } from '@/lib/jobs/permissions'
import { jobNotFound, selectJobs } from '@/lib/jobs/records'
import { jobKeySchema } from '@/lib/jobs/schema'
import { isInProgress } from '@/lib/jobs/view'
import type { LinkOwner, OwnerWithLink } from '@/lib/links/view'
import { command, query } from '@/lib/operation'
import { isOpenInvite } from '@/lib/users/invitations'
import { mailLinks } from '@/lib/users/mail-link'
import { replaceLinks } from '@/lib/users/replace-links'

export const countInvitable = query({
  name: 'imports.countInvitable',
  permission: 'users:read',
  input: jobKeySchema,
  async run({ actor, db, input }): Promise<Invitable> {
    await findImport(db, actor, input.id, 'read')
    const users = invitableUsers(actor, input.id)
    // Two counts of sets: one count would look for the invites of each user on their own.
    const [counts] = await db.$queryRaw<Invitable[]>`
      SELECT (SELECT count(*)::int ${users}) AS users,
             (SELECT count(*)::int ${users} AND u.id IN (
                SELECT user_id FROM user_links l
                 WHERE l.organization_id = ${actor.organizationId} AND ${isOpenInvite})) AS invited`
    return counts ?? { users: 0, invited: 0 }
  },
})

const BATCH_USERS = 1_000

const inviteSchema = z.strictObject({
  id,
  after: z.int().min(0).default(0),
  sendMail: z.boolean().default(false),
})

/**
 * Makes links for the next users of an import who have no password, and ends their earlier ones. The
 * links are returned only here.
 */
export const inviteImportedUsers = command({
  name: 'imports.invite',
  permission: 'users:write',
  recentAuthentication: 'always',
  input: inviteSchema,
  target: ({ id }) => ({ type: 'job', id }),
  async run({ actor, db, input, audit }): Promise<OwnerWithLink[]> {
    const job = await findImport(db, actor, input.id, 'write')
    if (isInProgress(job)) throw new AppError('conflict', 'Wait until the import has ended.')
    // Without the lock, a user could set a password now, and the link made here would outlast it.
    const people = await db.$queryRaw<LinkOwner[]>`
      SELECT u.id, u.first_name AS "firstName", u.last_name AS "lastName", u.email
        ${invitableUsers(actor, input.id)} AND u.id > ${input.after}
       ORDER BY u.id LIMIT ${BATCH_USERS} FOR NO KEY UPDATE OF u`
    const purpose = 'invite' as const
    const invited = await replaceLinks(
      db,
      actor,
      people.map((person) => ({ ...person, purpose })),
    )
    for (const { id } of people) {
      const detail = { purpose, job: input.id }
      audit({ operation: 'users.createLink', target: { type: 'user', id }, detail })
    }
    if (input.sendMail) await mailLinks(db, actor, invited)
    return invited
  },
})

/** Batch by batch, so that a file of any length needs little memory and no long transaction. */
export async function* inviteAll(
  actor: Actor,
  { id, sendMail }: { id: number; sendMail: boolean },
): AsyncGenerator<OwnerWithLink[]> {
  let last: OwnerWithLink | undefined
  do {
    const users: OwnerWithLink[] = await inviteImportedUsers(actor, {
      id,
      sendMail,
      after: last?.id ?? 0,
    })
    yield users
    last = users.length === BATCH_USERS ? users.at(-1) : undefined
  } while (last)
}

function invitableUsers({ organizationId }: Actor, jobId: number): SQL.Sql {
  return SQL.sql`FROM imported_users i JOIN users u ON u.id = i.user_id
   WHERE i.job_id = ${jobId} AND u.organization_id = ${organizationId}
     AND u.active AND u.password_hash = ${NO_PASSWORD}`
}

async function findImport(db: Database, actor: Actor, id: number, access: 'read' | 'write') {
  const [job] = await selectJobs(db, SQL.sql`id = ${id} AND ${permittedJobs(actor, access)}`)
  if (job?.kind !== 'users.import') throw jobNotFound()
  return job
}
