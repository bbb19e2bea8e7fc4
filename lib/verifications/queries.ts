import 'server-only'
import { z } from 'zod'
import { query } from '@/lib/operation'
import { findArchivedBefore, findLatest } from '@/lib/verifications/records'
import type { LogState } from '@/lib/verifications/view'

export const getLatestVerification = query({
  name: 'verifications.getLatest',
  permission: 'audit:read',
  input: z.object({}),
  async run({ actor, db }): Promise<LogState> {
    const [latest = null, archivedBefore] = await Promise.all([
      findLatest(db, actor),
      findArchivedBefore(db, actor),
    ])
    return { latest, archivedBefore }
  },
})
