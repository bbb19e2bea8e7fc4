import type { NextRequest } from 'next/server'
import { exportAccounts } from '@/lib/accounts/list'
import { accountExportCells, accountExportHeader } from '@/lib/accounts/view'
import { paths } from '@/lib/paths'
import { download } from '@/lib/transport/download'

export function GET({ nextUrl }: NextRequest) {
  const { searchParams } = nextUrl
  const params = { ...Object.fromEntries(searchParams), id: searchParams.getAll('id') }
  return download(paths.accounts + nextUrl.search, async (actor) => ({
    fileName: 'accounts.csv',
    columns: accountExportHeader,
    toCells: accountExportCells,
    batches: await exportAccounts.runUntrusted(actor, params),
  }))
}
