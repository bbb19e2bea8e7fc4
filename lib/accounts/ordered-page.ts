import 'server-only'
import { accountColumns } from '@/lib/accounts/columns'
import type { FoundAccounts } from '@/lib/accounts/find-accounts'
import type { AccountOrder } from '@/lib/accounts/order-schema'
import { readAllNames } from '@/lib/accounts/read-all-names'
import { readInOrder } from '@/lib/accounts/read-in-order'
import { accountSorts } from '@/lib/accounts/sort'
import type { AccountView } from '@/lib/accounts/view'
import { selectList } from '@/lib/db/columns'
import type { Database } from '@/lib/db/sql'
import { type Cursor, decodeCursor } from '@/lib/listing/cursor'
import { keyset, toPage } from '@/lib/listing/keyset'
import { readPage } from '@/lib/listing/read-page'
import { type Page, totalOf } from '@/lib/listing/view'

const columns = selectList(accountColumns)
const nameOf = ({ sort, direction }: AccountOrder) => `${sort} ${direction}`

/** Undefined if the text is no cursor, or is one of another order. */
export function decodeAccountCursor(text: string, order: AccountOrder): Cursor | undefined {
  return decodeCursor(text, nameOf(order), accountSorts[order.sort].isValidKey)
}

/** One page of active accounts in an order of the list. */
export async function readOrderedPage(
  db: Database,
  { source, branches, names }: FoundAccounts,
  order: AccountOrder,
  { cursor, pageSize }: { cursor: Cursor | undefined; pageSize: number },
): Promise<Page<AccountView>> {
  const { sort, direction } = order
  const column = accountSorts[sort]
  const clauses = keyset(column, direction, cursor, pageSize)
  const request = { columns, source, branches, clauses, sortedByName: sort === 'name' }
  const { rows, total } = await readPage<AccountView>(db, {
    ...request,
    readInOrder: (estimates) => readInOrder(request, estimates),
    readKeys: (estimates) =>
      names && column.isIndexedWithName ? readAllNames(request, names, estimates) : undefined,
  })
  const page = toPage(rows, { cursor, pageSize, order: nameOf(order), keyOf: column.keyOf })
  return { ...page, total: totalOf(page, total) }
}
