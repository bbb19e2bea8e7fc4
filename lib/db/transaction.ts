import 'server-only'
import { database } from '@/lib/db/client'
import { mapDatabaseErrors } from '@/lib/db/errors'
import type { Database } from '@/lib/db/sql'

/** Runs `work` in one transaction on the program's connections. */
export function transaction<O>(work: (db: Database) => Promise<O>): Promise<O> {
  return mapDatabaseErrors(() => database().$transaction(work, { maxWait: 2_000, timeout: 15_000 }))
}
