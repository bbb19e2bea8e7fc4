import 'server-only'
import { deleteAccountsBatch, restoreAccountsBatch } from '@/lib/deletions/commands'
import { importAccountsBatch, importUsersBatch } from '@/lib/imports/commands'
import type { JobHandlers } from '@/lib/jobs/worker'
import { verifyLogBatch } from '@/lib/verifications/commands'

export const jobHandlers: JobHandlers = {
  'accounts.import': importAccountsBatch,
  'users.import': importUsersBatch,
  'accounts.delete': deleteAccountsBatch,
  'accounts.restore': restoreAccountsBatch,
  'audit.verify': verifyLogBatch,
}
