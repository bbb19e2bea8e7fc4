import 'server-only'
import { deleteAccountsBatch, restoreAccountsBatch } from '@/lib/deletions/commands'
import { importAccountsBatch, importUsersBatch } from '@/lib/imports/commands'
import type { JobHandlers } from '@/lib/jobs/worker'
import {
  deactivateUsersBatch,
  deleteUsersBatch,
  grantAdminBatch,
  reactivateUsersBatch,
  requirePasswordsBatch,
  revokeAdminBatch,
} from '@/lib/user-jobs/batches'
import { verifyLogBatch } from '@/lib/verifications/process-batch'

export const jobHandlers: JobHandlers = {
  'accounts.import': importAccountsBatch,
  'users.import': importUsersBatch,
  'accounts.delete': deleteAccountsBatch,
  'accounts.restore': restoreAccountsBatch,
  'users.deactivate': deactivateUsersBatch,
  'users.reactivate': reactivateUsersBatch,
  'users.require-password': requirePasswordsBatch,
  'users.grant-admin': grantAdminBatch,
  'users.revoke-admin': revokeAdminBatch,
  'users.delete': deleteUsersBatch,
  'audit.verify': verifyLogBatch,
}
