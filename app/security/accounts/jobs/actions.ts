'use server'

import { redirect } from 'next/navigation'
import { undoDeletion } from '@/lib/deletions/commands'
import { confirmImport, importAccounts, importUsers } from '@/lib/imports/commands'
import { cancelJob } from '@/lib/jobs/commands'
import { paths } from '@/lib/paths'
import { formAction, uploadAction } from '@/lib/transport/form-action'

const redirectToJob = ({ id }: { id: number }) => redirect(paths.job(id))

export const importAccountsAction = uploadAction(importAccounts, redirectToJob)

export const importUsersAction = uploadAction(importUsers, redirectToJob)

export const confirmImportAction = formAction(confirmImport, redirectToJob)

export const cancelJobAction = formAction(cancelJob, redirectToJob)

export const undoDeletionAction = formAction(undoDeletion, redirectToJob)
