import 'server-only'
import { z } from 'zod'
import { MAX_INTEGER } from '@/lib/ids'

// Normalizing a name for search can make it 18 times longer.
const MAX_KEY_LENGTH = 3_000

/** The cursor of the last page, which is read from the end. */
export const LAST_PAGE = 'last'

/** The row next to a page: its sort key and ID. */
export type Anchor = { key: string; id: number }

export type Cursor = {
  direction: 'next' | 'previous'
  anchor: Anchor | undefined
  /** 1-based number of the page's first row; 0 when paging began at the end. */
  firstRowNumber: number
}

export const lastPage: Cursor = { direction: 'previous', anchor: undefined, firstRowNumber: 0 }

const encodedCursor = z.tuple([
  z.enum(['next', 'previous']),
  z.string().max(200),
  z.string().max(MAX_KEY_LENGTH),
  z.int().min(1).max(MAX_INTEGER),
  z.int().min(0),
])

export function encodeCursor(
  { direction, anchor, firstRowNumber }: Cursor & { anchor: Anchor },
  order: string,
): string {
  const parts = [direction, order, anchor.key, anchor.id, firstRowNumber]
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

/** Undefined if the text is no cursor, or is one of another sort order. */
export function decodeCursor(
  text: string,
  order: string,
  isValidKey: (key: string) => boolean,
): Cursor | undefined {
  if (text === '') return undefined
  if (text === LAST_PAGE) return lastPage
  const parsed = encodedCursor.safeParse(parseJson(Buffer.from(text, 'base64url').toString()))
  if (!parsed.success) return undefined
  const [direction, cursorOrder, key, id, firstRowNumber] = parsed.data
  if (cursorOrder !== order || !isValidKey(key)) return undefined
  return { direction, anchor: { key, id }, firstRowNumber }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
