import 'server-only'
import { database } from '@/lib/db/client'
import { mapDatabaseErrors } from '@/lib/db/errors'
import type { Database } from '@/lib/db/sql'
import { hasStoppedWaiting, isStatementTimeout } from '@/lib/db/unavailable'
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
  return mapDatabaseErrors(() => giveUpWithoutRollback(runAndCommit)).catch((error: unknown) => {
    // What the page reads next would wait for the same database.
    if (hasStoppedWaiting(error)) endReads()
    throw committing ? withUnknownOutcome(error) : error
  })
}

/** Reads, unless a statement would take longer than that. */
export async function readWithin<O>(
  ms: number,
  read: (db: Database) => Promise<O>,
): Promise<O | 'timeout'> {
  try {
    return await transaction(async (db) => {
      await db.$executeRaw`SELECT set_config('statement_timeout', ${String(ms)}, true)`
      return read(db)
    })
  } catch (error) {
    if (isStatementTimeout(error)) return 'timeout'
    throw error
  }
}

/** Fails without its rollback where that would wait as long again for the same database. */
function giveUpWithoutRollback<O>(run: (db: Database) => Promise<O>): Promise<O> {
  return new Promise((resolve, reject) => {
    const runOrGiveUp = (db: Database) =>
      run(db).catch((error: unknown) => {
        if (hasStoppedWaiting(error)) reject(error)
        throw error
      })
    database().$transaction(runOrGiveUp, options).then(resolve, reject)
  })
}

// The database may have committed although its acknowledgment never arrived.
function withUnknownOutcome(error: unknown): unknown {
  if (!(error instanceof AppError) || error.code !== 'unavailable') return error
  const message = 'The database stopped responding. It is not known whether this was saved.'
  return new AppError('unavailable', message, { outcomeUnknown: true, retryAfter: 2, cause: error })
}

/**
 * Runs a part of a transaction. If a rule of the database rejects it, undoes only this part and returns
 * why; the transaction goes on.
 */
export async function whyRejected(
  db: Database,
  run: () => Promise<unknown>,
): Promise<string | undefined> {
  await db.$executeRaw`SAVEPOINT part`
  try {
    await mapDatabaseErrors(run)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error
    await db.$executeRaw`ROLLBACK TO SAVEPOINT part`
    return error.message
  }
  await db.$executeRaw`RELEASE SAVEPOINT part`
  return undefined
}
