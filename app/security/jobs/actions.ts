'use server'

import { undoDeletion } from '@/lib/deletions/commands'
import { confirmImport, importAccounts, importUsers } from '@/lib/imports/commands'
import { cancelJob } from '@/lib/jobs/commands'
import { paths } from '@/lib/paths'
import { formAction } from '@/lib/transport/form-action'
import { readUpload } from '@/lib/transport/upload'

const openJob =
  (message: string) =>
  ({ id }: { id: number }) => ({ location: paths.job(id), message, label: 'Open the job' })

export const importAccountsAction = formAction({
  operation: importAccounts,
  readInput: readUpload,
  onSuccess: openJob('The file was uploaded.'),
})

export const importUsersAction = formAction({
  operation: importUsers,
  readInput: readUpload,
  onSuccess: openJob('The file was uploaded.'),
})

export const confirmImportAction = formAction({
  operation: confirmImport,
  onSuccess: openJob('The import was started.'),
})

export const cancelJobAction = formAction({
  operation: cancelJob,
  onSuccess: openJob('The job was canceled.'),
})

export const undoDeletionAction = formAction({
  operation: undoDeletion,
  onSuccess: ({ id }) => ({ ...openJob('Undoing was started.')({ id }), job: id }),
})
