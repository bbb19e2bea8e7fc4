import 'server-only'
import { randomUUID } from 'node:crypto'
import { type Actor, findActorByJob } from '@/lib/auth/actor'
import { type Background, startLoop } from '@/lib/background-loop'
import { AppError } from '@/lib/errors'
import { countAttempt, failJob, nextJob, type QueuedJob, workerOrigin } from '@/lib/jobs/queue'
import type { BackgroundKind } from '@/lib/jobs/view'
import { log } from '@/lib/log'

const POLL_INTERVAL_MS = 500
const RETRY_DELAY_MS = 3_000
// A database that restarts, or a lock that someone holds, is worth waiting for; not forever.
const MAX_ATTEMPTS = 20

/** Runs the next batch of a job in one transaction; false when there was nothing to do. */
type JobHandler = (actor: Actor | null, input: { id: number }) => Promise<boolean>
export type JobHandlers = { [kind in BackgroundKind]: JobHandler }

/**
 * Runs jobs batch by batch until it is stopped. Each batch commits together with its progress, so
 * that after a crash any instance continues exactly where it ended.
 */
export function startWorker(handlers: JobHandlers): Background {
  return startLoop(() => runNextBatch(handlers))
}

/** Returns the milliseconds to wait before the next batch. */
export async function runNextBatch(handlers: JobHandlers): Promise<number> {
  let job: QueuedJob | undefined
  try {
    job = await nextJob(workerOrigin, {})
    if (!job) return POLL_INTERVAL_MS
    return (await runBatch(handlers, job)) ? 0 : POLL_INTERVAL_MS
  } catch (error) {
    const failed = job && (await failUnlessRetryable(error, job).catch(() => false))
    if (failed) return 0
    log.warn({ err: error, job: job?.id }, 'jobs are waiting for the database')
    return RETRY_DELAY_MS
  }
}

async function runBatch(handlers: JobHandlers, { id, kind, address }: QueuedJob) {
  const origin = { address, requestId: randomUUID(), userAgent: `job ${id}` }
  return handlers[kind](await findActorByJob(id, origin), { id })
}

/** Returns whether the job failed; false when another attempt may succeed. */
async function failUnlessRetryable(error: unknown, job: QueuedJob): Promise<boolean> {
  const { id } = job
  if (isUnavailable(error) && (await countAttempt(workerOrigin, { id })) < MAX_ATTEMPTS)
    return false
  await failJob(workerOrigin, { id, message: failureMessage(error, job) })
  if (isUnavailable(error) || !(error instanceof AppError)) {
    log.error({ err: error, job: id }, 'a job failed')
  }
  return true
}

function isUnavailable(error: unknown): boolean {
  return error instanceof AppError && error.code === 'unavailable'
}

function failureMessage(error: unknown, { id }: QueuedJob): string {
  if (!(error instanceof AppError)) {
    return `Something went wrong on our side. If it happens again, report job ${id}.`
  }
  switch (error.code) {
    case 'unavailable':
      return 'The database took too long.'
    case 'unauthenticated':
    case 'forbidden':
      return 'The person who started this job no longer has permission.'
    default:
      return error.message
  }
}
