import 'server-only'
import type { Database } from '@/lib/db/sql'
import { readWithin } from '@/lib/db/transaction'
import { fieldError } from '@/lib/errors'

const MAX_MS = 2_000

/**
 * Reads entries of which no index finds each one, such as those of other people than one. Where few of
 * millions match, reading them takes too long, and the error says which conditions an index answers.
 */
export async function readInTime<O extends object>(read: (db: Database) => Promise<O>): Promise<O> {
  const result = await readWithin(MAX_MS, read)
  if (result === 'timeout') throw tooSlow()
  return result
}

function tooSlow() {
  const message =
    "Few of the organization's entries match, and finding them takes too long. Add a condition that an index answers: id, request_id, user_id, account_id or target_id with = or IN, operation or outcome, or a range of timestamp."
  return fieldError('invalid', 'where', message)
}
