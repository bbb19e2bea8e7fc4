import type { NextRequest } from 'next/server'
import { importColumns } from '@/lib/imports/schema'
import { exportRejectedRows, getJob } from '@/lib/jobs/queries'
import { type FileColumn, isImport, isUserJob, type Job, type JobRow } from '@/lib/jobs/view'
import { paths } from '@/lib/paths'
import { download } from '@/lib/transport/download'

type Context = RouteContext<'/security/jobs/[id]/rejected'>

export async function GET(_: NextRequest, { params }: Context) {
  const { id } = await params
  return download(paths.job(Number(id)), async (actor) => {
    const job = await getJob(actor, { id })
    const columns = columnsOf(job)
    return {
      fileName: `rejected-${id}.csv`,
      columns: [...columns.map(({ heading }) => heading), 'row', 'error'],
      toCells: ({ row, fields, error }: JobRow) => [
        ...columns.map(({ name }) => fields[name] ?? ''),
        String(row),
        error ?? '',
      ],
      batches: await exportRejectedRows(actor, { id }),
    }
  })
}

/** As in the file, so that people find their own columns; of an earlier version, all there are. */
function columnsOf(job: Job): FileColumn[] {
  if (isImport(job) && job.parameters.columns.length > 0) return job.parameters.columns
  const names = isImport(job)
    ? importColumns[job.kind]
    : isUserJob(job)
      ? ['name', 'email']
      : ['name']
  return names.map((name) => ({ heading: name, name }))
}
