'use server'

import { redirect } from 'next/navigation'
import { undoDeletion } from '@/lib/deletions/commands'
import { confirmImport, importAccounts, importUsers } from '@/lib/imports/commands'
import { cancelJob } from '@/lib/jobs/commands'
import { paths } from '@/lib/paths'
import { formAction, readUpload } from '@/lib/transport/form-action'

const redirectToJob = ({ id }: { id: number }) => redirect(paths.job(id))

export const importAccountsAction = formAction({
  operation: importAccounts,
  readInput: readUpload,
  onSuccess: redirectToJob,
})

export const importUsersAction = formAction({
  operation: importUsers,
  readInput: readUpload,
  onSuccess: redirectToJob,
})

export const confirmImportAction = formAction({
  operation: confirmImport,
  onSuccess: redirectToJob,
})

export const cancelJobAction = formAction({
  operation: cancelJob,
  onSuccess: redirectToJob,
})

export const undoDeletionAction = formAction({
  operation: undoDeletion,
  onSuccess: redirectToJob,
})
