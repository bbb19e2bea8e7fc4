'use server'

import { paths } from '@/lib/paths'
import { formAction } from '@/lib/transport/form-action'
import { startVerification } from '@/lib/verifications/commands'

export const verifyLogAction = formAction({
  operation: startVerification,
  onSuccess: ({ id }) => ({
    location: paths.job(id),
    message: 'Verifying was started.',
    label: 'Open the job',
  }),
})
