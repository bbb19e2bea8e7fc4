import type { NextRequest } from 'next/server'
import { readQueryParams } from '@/lib/query-params'
import { jsonQuery } from '@/lib/transport/json-query'
import { countSelectedUsers } from '@/lib/user-jobs/queries'

/** Counts what the list has selected. */
export function GET({ nextUrl: { searchParams } }: NextRequest) {
  return jsonQuery(countSelectedUsers, readQueryParams(searchParams), (count) => ({
    count,
    except: '',
  }))
}
