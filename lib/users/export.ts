import 'server-only'
import { selectList } from '@/lib/db/columns'
import type { Database } from '@/lib/db/sql'
import { userColumns } from '@/lib/users/columns'
import type { ExportedUser } from '@/lib/users/view'

const BATCH_ROWS = 2_000

const columns = selectList(userColumns)

/** Reads all users of an account, batch by batch, so that a slow download holds no transaction. */
export async function* eachBatch(db: Database, accountId: number): AsyncGenerator<ExportedUser[]> {
  let last: ExportedUser | undefined
  do {
    const rows: ExportedUser[] = await db.$queryRaw`
      SELECT ${columns} FROM users WHERE account_id = ${accountId} AND id > ${last?.id ?? 0}
       ORDER BY id LIMIT ${BATCH_ROWS}`
    yield rows
    last = rows.length === BATCH_ROWS ? rows.at(-1) : undefined
  } while (last)
}
