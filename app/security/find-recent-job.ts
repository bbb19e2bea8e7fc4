import { AppError } from '@/lib/errors'
import { getJob } from '@/lib/jobs/queries'
import { isUserJob, type Job } from '@/lib/jobs/view'
import { runQuery } from '@/lib/transport/page'
import { recentJobId } from '@/lib/transport/recent-job'

/** The job that this browser started from a list, or its undo. */
export async function findRecentJob(list: 'accounts' | 'users'): Promise<Job | undefined> {
  const id = await recentJobId()
  if (id === undefined) return undefined
  const job = await unlessNotFound(runQuery(getJob, { id }))
  return job && isUserJob(job) === (list === 'users') ? job : undefined
}

export function unlessNotFound<T>(result: Promise<T>): Promise<T | undefined> {
  return result.catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not-found') return undefined
    throw error
  })
}
