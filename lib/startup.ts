import 'server-only'
import { setupToken } from '@/lib/auth/tokens'
import { jobHandlers } from '@/lib/job-handlers'
import { startWorker } from '@/lib/jobs/worker'
import { isSetupOpen } from '@/lib/organization/set-up'

// The server imports no domain module. What it starts in the background is composed here.

export function startJobs(): { stop(): Promise<void> } {
  return startWorker(jobHandlers)
}

/** The path that sets up this installation, while it has no organization. */
export async function setupPath(): Promise<string | undefined> {
  const token = setupToken()
  const origin = { address: 'host', requestId: 'start', userAgent: 'start' }
  return (await isSetupOpen(origin, { token })) ? `/setup?token=${token}` : undefined
}
