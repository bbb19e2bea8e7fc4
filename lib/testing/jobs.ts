import type { Actor } from '@/lib/auth/actor'
import { jobHandlers } from '@/lib/job-handlers'
import { listJobRows } from '@/lib/jobs/queries'
import { runNextBatch } from '@/lib/jobs/worker'

/** Runs batches until no job has work left, as the server's worker does. */
export async function finishJobs(): Promise<void> {
  while ((await runNextBatch(jobHandlers)) === 0);
}

/** The number and the error of each rejected row. */
export async function rejectedRows(actor: Actor, id: number) {
  const rows = await listJobRows(actor, { id, rejected: true, size: 100 })
  return rows.map(({ row, error }) => [row, error])
}

export function csv(...lines: string[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(lines.join('\n'))
}
