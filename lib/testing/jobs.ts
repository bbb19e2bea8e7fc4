import type { Actor } from '@/lib/auth/actor'
import { database } from '@/lib/db/client'
import type { Database } from '@/lib/db/sql'
import { confirmImport, importAccounts } from '@/lib/imports/commands'
import { jobHandlers } from '@/lib/job-handlers'
import { getJob, listJobRows } from '@/lib/jobs/queries'
import { runNextBatch } from '@/lib/jobs/worker'

/** Runs batches until no job has work left, as the server's worker does. */
export async function finishJobs(): Promise<void> {
  while ((await runNextBatch(jobHandlers)) === 0);
}

/** Commits a change of someone else only once a batch waits for it, after it has looked. */
export function finishJobsWhile(change: (db: Database) => Promise<unknown>): Promise<void> {
  return runWhile(change, finishJobs)
}

/** Commits a change of someone else only once `run` waits for it, after it has looked. */
export async function runWhile<T>(
  change: (db: Database) => Promise<unknown>,
  run: () => Promise<T>,
): Promise<T> {
  const { running } = await database().$transaction(async (db) => {
    await change(db)
    const running = run()
    // It may fail before anyone waits for it.
    running.catch(() => undefined)
    while (!(await isWaitedFor(db)));
    return { running }
  })
  return running
}

async function isWaitedFor(db: Database): Promise<boolean> {
  const [row] = await db.$queryRaw<{ waits: boolean }[]>`
    SELECT EXISTS (SELECT FROM pg_locks
                    WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))) AS waits`
  return row?.waits ?? false
}

export async function rejectedRows(actor: Actor, id: number) {
  const rows = await listJobRows(actor, { id, rejected: true, size: 100 })
  return rows.map(({ row, error }) => [row, error])
}

export function csv(...lines: string[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(lines.join('\n'))
}

/** Uploads, checks and imports a file with accounts; returns the finished job. */
export async function importAccountLines(actor: Actor, ...lines: string[]) {
  const job = await importAccounts(actor, { file: 'accounts.csv', content: csv(...lines) })
  await finishJobs()
  await confirmImport(actor, job)
  await finishJobs()
  return getJob(actor, job)
}
