import type { NextRequest } from 'next/server'
import { paths } from '@/lib/paths'
import { readQueryParams } from '@/lib/query-params'
import { download } from '@/lib/transport/download'
import { exportPeople } from '@/lib/user-list/queries'
import { personExportCells, personExportHeader } from '@/lib/user-list/view'

export function GET({ nextUrl }: NextRequest) {
  return download(paths.users + nextUrl.search, async (actor) => ({
    fileName: 'users.csv',
    columns: personExportHeader,
    toCells: personExportCells,
    batches: await exportPeople.runUntrusted(actor, readQueryParams(nextUrl.searchParams)),
  }))
}
