import type { NextRequest } from 'next/server'
import { hasDuplicateName } from '@/lib/accounts/queries'
import { jsonQuery } from '@/lib/transport/json-query'

/** Answers the hint of a form while someone types a name. */
export function GET({ nextUrl }: NextRequest) {
  return jsonQuery(hasDuplicateName, Object.fromEntries(nextUrl.searchParams))
}
