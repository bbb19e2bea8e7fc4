import 'server-only'
import { mapDatabaseErrors } from '@/lib/db/errors'
import type { Database } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'

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
