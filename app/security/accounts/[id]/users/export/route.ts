import type { NextRequest } from 'next/server'
import { paths } from '@/lib/paths'
import { download } from '@/lib/transport/download'
import { exportUsers } from '@/lib/users/queries'
import { userExportCells, userExportHeader } from '@/lib/users/view'

type Context = RouteContext<'/security/accounts/[id]/users/export'>

export async function GET(_: NextRequest, { params }: Context) {
  const { id } = await params
  return download(paths.account(Number(id)), async (actor) => ({
    fileName: `users-${id}.csv`,
    columns: userExportHeader,
    toCells: userExportCells,
    batches: await exportUsers(actor, { accountId: id }),
  }))
}
