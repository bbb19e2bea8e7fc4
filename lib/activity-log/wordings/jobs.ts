import {
  type Detail,
  numberIn,
  type SentencePart,
  target,
  textIn,
  type Wordings,
  words,
} from '@/lib/activity-log/wording'

export const jobWordings: Wordings = {
  'accounts.import': { did: uploaded('accounts'), do: 'import accounts' },
  'users.import': { did: uploaded('users'), do: 'import users' },
  'imports.confirm': { did: 'started an import ({target})', do: 'start an import' },
  'imports.invite': { did: 'made links for imported users', do: 'make links for imported users' },
  'imports.preview': { do: 'look at the rows of an import' },
  'imports.countInvitable': { do: 'count the imported users without a password' },
  'deletions.start': { did: startedDeletion, do: 'delete several accounts' },
  'deletions.undo': {
    did: (detail, count) =>
      words`started to restore ${count(numberIn(detail, 'accounts'), 'deleted account')} (${target})`,
    do: 'restore several accounts',
  },
  'deletions.preview': { do: 'select accounts to delete' },
  'jobs.cancel': { did: 'canceled {target}', do: 'cancel {target}' },
  'jobs.get': { do: 'open a job' },
  'jobs.list': { do: 'list the jobs' },
  'jobs.listRows': { do: 'list the rows of a job' },
  'jobs.exportRejectedRows': { do: 'export the rejected rows of a job' },
  'accounts.importBatch': { do: 'continue an import of accounts' },
  'users.importBatch': { do: 'continue an import of users' },
  'accounts.deleteBatch': { do: 'continue to delete accounts' },
  'accounts.restoreBatch': { do: 'continue to restore accounts' },
}

function uploaded(noun: string) {
  return (detail: Detail, count: (count: number, noun: string) => string): SentencePart[] =>
    words`uploaded the file “${textIn(detail, 'file')}” with ${count(numberIn(detail, 'rows'), 'row')} to import ${noun}`
}

function startedDeletion(
  detail: Detail,
  count: (count: number, noun: string) => string,
): SentencePart[] {
  const accounts = count(numberIn(detail, 'accounts'), 'account')
  const users = count(numberIn(detail, 'users'), 'user')
  return words`started to delete ${accounts} with ${users} (${target})`
}
