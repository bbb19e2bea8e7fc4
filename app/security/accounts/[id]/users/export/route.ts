import type { NextRequest } from 'next/server'
import { download } from '@/lib/transport/download'
import { exportUsers } from '@/lib/users/queries'
import { userFileCells, userFileHeader } from '@/lib/users/view'

type Context = RouteContext<'/security/accounts/[id]/users/export'>

export async function GET({ nextUrl }: NextRequest, { params }: Context) {
  const { id } = await params
  return download(nextUrl, async (actor) => ({
    file: `users-${id}.csv`,
    head: userFileHeader,
    cells: userFileCells,
    rows: await exportUsers(actor, { accountId: id }),
  }))
}
