import 'server-only'
import { type Cursor, lastPage } from '@/lib/listing/cursor'

/** Reads a page. Where its rows have been deleted, the last page there is, or the first. */
export async function readNearestPage<P extends { rows: unknown[] }>(
  cursor: Cursor | undefined,
  read: (cursor: Cursor | undefined) => Promise<P>,
): Promise<P> {
  const page = await read(cursor)
  if (page.rows.length > 0 || !cursor) return page
  return read(cursor.direction === 'next' ? lastPage : undefined)
}
