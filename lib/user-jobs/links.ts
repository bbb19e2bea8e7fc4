import 'server-only'
import { z } from 'zod'
import type { Actor } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'
import { id } from '@/lib/ids'
import { whyNotLinkable } from '@/lib/jobs/policy'
import { addRows, jobNotFound, lockJob } from '@/lib/jobs/records'
import type { OwnerWithLink } from '@/lib/links/view'
import { command } from '@/lib/operation'
import { lockTargets } from '@/lib/user-jobs/batch-users'
import { toRow } from '@/lib/user-jobs/change-batch'
import { mailLinks } from '@/lib/users/mail-link'
import { replaceLinks } from '@/lib/users/replace-links'

const BATCH_USERS = 1_000

const makeLinksSchema = z.strictObject({
  id,
  /** How many users of the job have had their turn. */
  position: z.int().min(0).default(0),
  sendMail: z.boolean().default(false),
})

type LinkBatch = { users: OwnerWithLink[]; isLast: boolean }

/** Makes links for the next users of a job, and ends their earlier ones. Returned only here. */
export const makeLinks = command({
  name: 'users.makeLinks',
  permission: 'users:write',
  recentAuthentication: 'always',
  input: makeLinksSchema,
  target: ({ id }) => ({ type: 'job', id }),
  async run({ actor, db, input, audit }): Promise<LinkBatch> {
    const { position, sendMail } = input
    const job = await lockJob(db, actor, input.id)
    if (job.kind !== 'users.make-links') throw jobNotFound()
    const reason = whyNotLinkable(job)
    if (reason) throw new AppError('conflict', reason)
    const slice = { jobId: job.id, change: 'make-links' as const, position, count: BATCH_USERS }
    const { ids, users, rejected } = await lockTargets(db, actor, slice)
    const people = users.map(({ id: userId, firstName, lastName, email, hasPassword }) => ({
      id: userId,
      firstName,
      lastName,
      email,
      purpose: hasPassword ? ('password' as const) : ('invite' as const),
    }))
    const withLinks = await replaceLinks(db, actor, people)
    for (const { id: userId, purpose } of people) {
      const detail = { purpose, job: job.id }
      audit({ operation: 'users.createLink', target: { type: 'user', id: userId }, detail })
    }
    if (sendMail) await mailLinks(db, actor, withLinks)
    // A new file has its own report.
    await db.$executeRaw`
      DELETE FROM job_rows
       WHERE job_id = ${job.id} AND (${position} = 0 OR row = ANY(${ids}::int[]))`
    await addRows(db, job.id, rejected.map(toRow))
    const isLast = ids.length < BATCH_USERS
    await saveDownload(db, job.id, { processed: position + ids.length, isLast })
    return { users: withLinks, isLast }
  },
})

/** How far the latest file is. A job is complete with each file that is. */
async function saveDownload(
  db: Database,
  jobId: number,
  { processed, isLast }: { processed: number; isLast: boolean },
): Promise<void> {
  await db.$executeRaw`
    UPDATE jobs j
       SET state = ${isLast ? 'completed' : 'awaiting-confirmation'}, processed = ${processed},
           rejected = r.count, succeeded = ${processed} - r.count, updated_at = now()
      FROM (SELECT count(*)::int AS count FROM job_rows WHERE job_id = ${jobId}) AS r
     WHERE j.id = ${jobId}`
}

/** Batch by batch, so that a file of any length needs little memory and no long transaction. */
export async function* makeAllLinks(
  actor: Actor,
  { id: jobId, sendMail }: { id: number; sendMail: boolean },
): AsyncGenerator<OwnerWithLink[]> {
  let position = 0
  let isLast = false
  while (!isLast) {
    const batch: LinkBatch = await makeLinks(actor, { id: jobId, position, sendMail })
    yield batch.users
    position += BATCH_USERS
    isLast = batch.isLast
  }
}
