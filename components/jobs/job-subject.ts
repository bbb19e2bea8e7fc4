import type { Job } from '@/lib/jobs/view'
import { paths } from '@/lib/paths'

/** The page that a job is about. */
export function subjectOf(job: Job): { href: string; label: string } {
  switch (job.kind) {
    case 'users.import':
      return { href: paths.account(job.parameters.accountId), label: 'Account' }
    case 'accounts.import':
    case 'accounts.delete':
    case 'accounts.restore':
      return { href: paths.accounts, label: 'Accounts' }
    case 'audit.verify':
      return { href: paths.activity, label: 'Activity' }
    default:
      return { href: paths.users, label: 'Users' }
  }
}
