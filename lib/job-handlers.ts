import 'server-only'
import { workOnDeletion, workOnRestoration } from '@/lib/deletions/commands'
import { workOnAccountsImport, workOnUsersImport } from '@/lib/imports/commands'
import type { JobHandlers } from '@/lib/jobs/worker'

export const jobHandlers: JobHandlers = {
  'accounts.import': workOnAccountsImport,
  'users.import': workOnUsersImport,
  'accounts.delete': workOnDeletion,
  'accounts.restore': workOnRestoration,
}
