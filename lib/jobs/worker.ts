import 'server-only'
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { type Actor, findActorByJob } from '@/lib/auth/actor'
import { AppError } from '@/lib/errors'
import { id } from '@/lib/ids'
import type { JobKind } from '@/lib/jobs/view'
import { log } from '@/lib/log'
import { systemOperation } from '@/lib/operation'

const IDLE_MS = 500
const TROUBLE_MS = 3_000
// A database that comes back, or a lock that others hold, is waited for; a bit of work that never
// gets done is not, for it holds up every later job.
const TRIES = 20

/** Does one bit of a job's work in one transaction; false when there was nothing to do. */
type JobHandler = (actor: Actor | null, input: { id: number }) => Promise<boolean>
export type JobHandlers = { [kind in JobKind]: JobHandler }

type Waiting = { id: number; kind: JobKind; address: string }

const host = { address: 'host', requestId: 'jobs', userAgent: 'jobs' }

const nextJob = systemOperation({
  input: z.object({}),
  async run({ db }): Promise<Waiting | undefined> {
    const [job] = await db.$queryRaw<Waiting[]>`
      SELECT id, kind, address FROM jobs WHERE state IN ('checking', 'running') ORDER BY id LIMIT 1`
    return job
  },
})

const failJob = systemOperation({
  input: z.object({ id, message: z.string() }),
  run: ({ db, input }) => db.$executeRaw`
    WITH ended AS (
           UPDATE jobs SET state = 'failed', message = ${input.message}, updated_at = now()
            WHERE id = ${input.id} AND state IN ('checking', 'running') RETURNING id)
    DELETE FROM job_rows r USING ended WHERE r.job_id = ended.id AND r.fault IS NULL`,
})

/**
 * Works off the jobs, the oldest first, bit by bit. How far a job has come is written in the
 * transaction of each bit, so that after a crash any instance goes on exactly there.
 */
export function startWorker(works: JobHandlers): { stop(): Promise<void> } {
  const ended = new AbortController()
  const { signal } = ended
  const working = (async () => {
    while (!signal.aborted) {
      const wait = await workOnce(works)
      if (wait > 0) await pause(wait, undefined, { signal }).catch(() => {})
    }
  })()
  return {
    stop() {
      ended.abort()
      return working
    },
  }
}

// How often the next bit of the oldest job could not be done, while the database answered.
let tried = { id: 0, times: 0 }

/** Does one bit of the oldest job; milliseconds until it is worth looking again. */
export async function workOnce(works: JobHandlers): Promise<number> {
  let job: Waiting | undefined
  try {
    job = await nextJob(host, {})
    if (!job) return IDLE_MS
    const requestId = randomUUID()
    const actor = await findActorByJob(job.id, {
      address: job.address,
      requestId,
      userAgent: `job ${job.id}`,
    })
    const worked = await works[job.kind](actor, { id: job.id })
    tried = { id: 0, times: 0 }
    return worked ? 0 : IDLE_MS
  } catch (error) {
    return trouble(error, job)
  }
}

async function trouble(error: unknown, job: Waiting | undefined): Promise<number> {
  if (!job || (isUnavailable(error) && triesOf(job) < TRIES)) {
    log.warn({ err: error, job: job?.id }, 'the jobs wait for the database')
    return TROUBLE_MS
  }
  tried = { id: 0, times: 0 }
  if (isUnavailable(error) || !(error instanceof AppError))
    log.error({ err: error, job: job.id }, 'a job failed')
  return failJob(host, { id: job.id, message: sentenceOf(error, job) }).then(
    () => 0,
    () => TROUBLE_MS,
  )
}

function isUnavailable(error: unknown): boolean {
  return error instanceof AppError && error.code === 'unavailable'
}

function triesOf({ id }: Waiting): number {
  tried = { id, times: tried.id === id ? tried.times + 1 : 1 }
  return tried.times
}

function sentenceOf(error: unknown, { id: number }: Waiting): string {
  if (isUnavailable(error)) {
    return 'The database could not do the next step in the time it has. What is done so far stays.'
  }
  if (!(error instanceof AppError)) {
    return `Something went wrong here. What is done so far stays. If it happens again, report job ${number}.`
  }
  const revoked = error.code === 'unauthenticated' || error.code === 'forbidden'
  return revoked ? 'Whoever started it may not do this any more.' : error.message
}
