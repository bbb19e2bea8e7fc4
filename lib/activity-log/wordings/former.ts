import type { Wordings } from '@/lib/activity-log/wording'

/** The names that operations had in earlier versions. Rows of the log are never rewritten. */
export const formerWordings: Wordings = {
  'accounts.find': { do: 'open the list of accounts' },
  'accounts.findDeleted': { do: 'look up a deleted account' },
  'accounts.findRoles': { do: 'list the roles of an account' },
  'deletions.work': { did: 'deleted {target}', do: 'continue to delete accounts' },
  'deletions.workOnUndo': { did: 'restored {target}', do: 'continue to restore accounts' },
  'imports.create': { did: 'uploaded a file to import', do: 'upload a file to import' },
  'imports.workOnAccounts': {
    did: 'added the account {target}',
    do: 'continue an import of accounts',
  },
  'imports.workOnUsers': { did: 'added the user {target}', do: 'continue an import of users' },
  'jobs.find': { do: 'list the jobs' },
  'jobs.findRows': { do: 'list the rows of a job' },
  'jobs.start': { did: 'started {target}', do: 'start a job' },
  'mail.getFailed': { do: 'see a mail that failed' },
  'mail.getOverview': { do: 'see the mail that was sent' },
  'organization.findPeopleWithoutFactor': { do: 'see who has no second factor' },
  'organization.getSecondFactorPolicy': { do: 'read who needs a second factor' },
  'organization.getSecret': { do: 'look up the Organization Secret' },
  'providers.list': { do: 'list the identity providers' },
  'users.getAccess': { do: 'see whether a user can sign in' },
  'users.find': { do: 'open the list of users' },
  'users.findRoles': { do: 'list the roles of a user' },
  'users.resetPassword': {
    did: 'set a new password for {target}',
    do: 'set a new password for {target}',
  },
  'users.setActive': {
    did: 'deactivated or reactivated {target}',
    do: 'deactivate or reactivate {target}',
  },
}
