import 'server-only'
import { database } from '@/lib/db/client'
import { mapDatabaseErrors } from '@/lib/db/errors'
import type { Database } from '@/lib/db/sql'

const options = { maxWait: 2_000, timeout: 15_000 }

export function transaction<O>(run: (db: Database) => Promise<O>): Promise<O> {
  return mapDatabaseErrors(() => database().$transaction(run, options))
}
