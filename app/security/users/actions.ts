'use server'

import { paths } from '@/lib/paths'
import { formAction } from '@/lib/transport/form-action'
import { startUserJob, undoUserJob } from '@/lib/user-jobs/commands'

export const startUserJobAction = formAction({
  operation: startUserJob,
  onSuccess: ({ id }) => ({
    location: paths.job(id),
    message: 'The job was started.',
    label: 'Open the job',
    job: id,
  }),
})

export const undoUserJobAction = formAction({
  operation: undoUserJob,
  onSuccess: ({ id }) => ({
    location: paths.job(id),
    message: 'Undoing was started.',
    label: 'Open the job',
    job: id,
  }),
})
