'use server'

import { redirect } from 'next/navigation'
import { startRestoration } from '@/lib/deletions/commands'
import { createImport } from '@/lib/imports/commands'
import { cancelJob, startJob } from '@/lib/jobs/commands'
import { paths } from '@/lib/paths'
import { formAction, uploadAction } from '@/lib/transport/form-action'

const toJob = ({ id }: { id: number }) => redirect(paths.job(id))

export const importAction = uploadAction(createImport, toJob)

export const startJobAction = formAction(startJob, toJob)

export const cancelJobAction = formAction(cancelJob, toJob)

export const undoDeletionAction = formAction(startRestoration, toJob)
