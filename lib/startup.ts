import 'server-only'
import { startArchiver } from '@/lib/activity/archiver'
import { setupToken } from '@/lib/auth/tokens'
import type { Background } from '@/lib/background-loop'
import { jobHandlers } from '@/lib/job-handlers'
import { startWorker } from '@/lib/jobs/worker'
import { startOutbox } from '@/lib/mail/worker'
import { isSetupOpen } from '@/lib/organization/set-up'
import { answerPasswordRequest } from '@/lib/sessions/forgotten-password'

// The server imports no domain module. What it starts in the background is composed here.

export function startJobs(): Background {
  const parts = [startWorker(jobHandlers), startOutbox(answerPasswordRequest), startArchiver()]
  return {
    async stop() {
      await Promise.all(parts.map((part) => part.stop()))
    },
  }
}

/** The path that sets up this installation, while it has no organization. */
export async function setupPath(): Promise<string | undefined> {
  const token = setupToken()
  const origin = { address: 'host', requestId: 'start', userAgent: 'start' }
  return (await isSetupOpen(origin, { token })) ? `/setup?token=${token}` : undefined
}
