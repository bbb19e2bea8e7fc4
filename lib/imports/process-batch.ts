import 'server-only'
import type { RecordAudit } from '@/lib/activity/audit-log'
import type { Actor } from '@/lib/auth/actor'
import type { Permission } from '@/lib/auth/permissions'
import type { Database } from '@/lib/db/sql'
import { addBatch } from '@/lib/imports/add-batch'
import { checkBatch } from '@/lib/imports/check-batch'
import type { Importer } from '@/lib/imports/importer'
import type { ImportKind } from '@/lib/imports/schema'
import { claimJob } from '@/lib/jobs/progress'
import { jobKeySchema } from '@/lib/jobs/schema'
import type { JobOf } from '@/lib/jobs/view'
import { command } from '@/lib/operation'

type Context = { actor: Actor; db: Database; audit: RecordAudit }

/** The command that checks or adds the next rows of a file; false when there is nothing to do. */
export function processBatch<K extends ImportKind, Row extends object>(
  importer: Importer<K, Row>,
  permission: Permission,
  /** For files that may also update records. */
  updates?: {
    appliesTo(job: JobOf<K>): boolean
    run(context: Context, job: JobOf<K>): Promise<void>
  },
) {
  return command({
    name: `${importer.kind}Batch`,
    permission,
    input: jobKeySchema,
    target: ({ id }) => ({ type: 'job', id }),
    async run({ actor, db, input, audit }): Promise<boolean> {
      const job = await claimJob(db, actor, input.id, importer.kind)
      if (!job) return false
      if (updates?.appliesTo(job)) await updates.run({ actor, db, audit }, job)
      else if (job.state === 'checking') await checkBatch(importer, { actor, db }, job)
      else await addBatch(importer, { actor, db, audit }, job)
      return true
    },
  })
}
