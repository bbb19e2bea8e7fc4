import 'server-only'
import { z } from 'zod'
import type { Job } from '@/lib/jobs/view'
import { query } from '@/lib/operation'
import { findLatest } from '@/lib/verifications/records'

/** The job that verified the log last, or does now. */
export const getLatestVerification = query({
  name: 'verifications.getLatest',
  permission: 'audit:read',
  input: z.object({}),
  run: async ({ actor, db }): Promise<Job | null> => (await findLatest(db, actor)) ?? null,
})
