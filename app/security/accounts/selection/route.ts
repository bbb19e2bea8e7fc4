import type { NextRequest } from 'next/server'
import { previewDeletion } from '@/lib/deletions/queries'
import type { Consequences } from '@/lib/deletions/view'
import { jsonQuery } from '@/lib/transport/json-query'

/** Counts what the list has selected. */
export function GET({ nextUrl }: NextRequest) {
  return jsonQuery(previewDeletion, Object.fromEntries(nextUrl.searchParams), toSelectionCount)
}

function toSelectionCount({ accounts, defaultAccount }: Consequences) {
  return { count: accounts, except: defaultAccount ? 'the default account' : '' }
}
