import 'server-only'
import { decodeCursor } from '@/lib/listing/cursor'
import { byId, type KeysetClauses, keyset, type PageResult, toPage } from '@/lib/listing/keyset'
import { readNearestPage } from '@/lib/listing/nearest-page'

type IdPageRequest<Row> = {
  cursor: string
  /** The list that the cursor belongs to. */
  order: string
  direction: 'asc' | 'desc'
  read(clauses: KeysetClauses): Promise<Row[]>
}

const PAGE_SIZE = 25

/** One page of a list in the order of its IDs. */
export function readIdPage<Row extends { id: number }>({
  cursor: text,
  order,
  direction,
  read,
}: IdPageRequest<Row>): Promise<PageResult<Row>> {
  const requested = decodeCursor(text, order, byId.isValidKey)
  return readNearestPage(requested, async (cursor) => {
    const rows = await read(keyset(byId, direction, cursor, PAGE_SIZE))
    return toPage(rows, { cursor, pageSize: PAGE_SIZE, order, keyOf: ({ id }) => String(id) })
  })
}
