import type { NextRequest } from 'next/server'
import { importColumns } from '@/lib/imports/schema'
import { exportRejectedRows, getJob } from '@/lib/jobs/queries'
import { isImport, type JobRow } from '@/lib/jobs/view'
import { paths } from '@/lib/paths'
import { download } from '@/lib/transport/download'

type Context = RouteContext<'/security/accounts/jobs/[id]/rejected'>

export async function GET(_: NextRequest, { params }: Context) {
  const { id } = await params
  return download(paths.job(Number(id)), async (actor) => {
    const job = await getJob(actor, { id })
    const columns = isImport(job) ? importColumns[job.kind] : ['name']
    return {
      fileName: `rejected-${id}.csv`,
      columns: [...columns, 'row', 'error'],
      toCells: ({ row, fields, error }: JobRow) => [
        ...columns.map((column) => fields[column] ?? ''),
        String(row),
        error ?? '',
      ],
      batches: await exportRejectedRows(actor, { id }),
    }
  })
}
