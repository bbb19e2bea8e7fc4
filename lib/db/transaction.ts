import 'server-only'
import { database } from '@/lib/db/client'
import { mapDatabaseErrors } from '@/lib/db/errors'
import type { Database } from '@/lib/db/sql'
import { hasStoppedWaiting } from '@/lib/db/unavailable'
import { AppError } from '@/lib/errors'
import { endReads } from '@/lib/read-limit'

const options = { maxWait: 2_000, timeout: 15_000 }

export async function transaction<O>(run: (db: Database) => Promise<O>): Promise<O> {
  let committing = false
  const runAndCommit = async (db: Database) => {
    const output = await run(db)
    committing = true
    return output
  }
  return mapDatabaseErrors(() => database().$transaction(runAndCommit, options)).catch(
    (error: unknown) => {
      // What the page reads next would wait for the same database.
      if (hasStoppedWaiting(error)) endReads()
      throw committing ? withUnknownOutcome(error) : error
    },
  )
}

// The database may have committed although its acknowledgment never arrived.
function withUnknownOutcome(error: unknown): unknown {
  if (!(error instanceof AppError) || error.code !== 'unavailable') return error
  const message = 'The database stopped responding. It is not known whether this was saved.'
  return new AppError('unavailable', message, { outcomeUnknown: true, retryAfter: 2, cause: error })
}
