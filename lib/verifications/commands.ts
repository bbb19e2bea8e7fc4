import 'server-only'
import { z } from 'zod'
import { isAppendable } from '@/lib/activity/audit-head'
import { addJob } from '@/lib/jobs/records'
import { command } from '@/lib/operation'
import { countEntries, findRunning } from '@/lib/verifications/records'

/** Starts to verify the audit log of the organization, or returns the verification that runs. */
export const startVerification = command({
  name: 'verifications.start',
  permission: 'audit:read',
  input: z.object({}),
  async run({ actor, db, audit }): Promise<{ id: number }> {
    const { organizationId } = actor
    await db.$executeRaw`SELECT pg_advisory_xact_lock(5, ${organizationId}::int)`
    const running = await findRunning(db, actor)
    if (running) return { id: running.id }
    const id = await addJob(db, actor, {
      kind: 'audit.verify',
      state: 'running',
      parameters: {},
      total: await countEntries(db, actor),
    })
    // A damaged log takes no more entries, and verifying says what is wrong with it.
    if (await isAppendable(db, organizationId)) audit({ target: { type: 'job', id } })
    return { id }
  },
})
