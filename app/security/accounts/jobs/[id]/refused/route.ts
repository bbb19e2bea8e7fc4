import type { NextRequest } from 'next/server'
import { columnsOf, isImport } from '@/lib/imports/schema'
import { exportRefusedRows, getJob } from '@/lib/jobs/queries'
import type { JobRow } from '@/lib/jobs/view'
import { download } from '@/lib/transport/download'

type Context = RouteContext<'/security/accounts/jobs/[id]/refused'>

export async function GET({ nextUrl }: NextRequest, { params }: Context) {
  const { id } = await params
  return download(nextUrl, async (actor) => {
    const { kind } = await getJob(actor, { id })
    const columns = isImport(kind) ? columnsOf[kind] : ['name']
    return {
      fileName: `refused-${id}.csv`,
      columns: [...columns, 'row', 'error'],
      toCells: ({ row, fields, fault }: JobRow) => [
        ...columns.map((column) => fields[column] ?? ''),
        String(row),
        fault ?? '',
      ],
      batches: await exportRefusedRows(actor, { id }),
    }
  })
}
