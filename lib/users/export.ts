import 'server-only'
import type { Database } from '@/lib/db/sql'
import { selectUsers } from '@/lib/users/records'
import type { UserRecord } from '@/lib/users/view'

const BATCH_ROWS = 2_000

/** Reads all users of an account, batch by batch, so that a slow download holds no transaction. */
export async function* eachBatch(db: Database, accountId: number): AsyncGenerator<UserRecord[]> {
  let last: UserRecord | undefined
  do {
    const rows: UserRecord[] = await db.$queryRaw`
      ${selectUsers} WHERE u.account_id = ${accountId} AND u.id > ${last?.id ?? 0}
       ORDER BY u.id LIMIT ${BATCH_ROWS}`
    yield rows
    last = rows.length === BATCH_ROWS ? rows.at(-1) : undefined
  } while (last)
}
