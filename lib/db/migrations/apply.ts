import pg from 'pg'
import { type PendingMigration, recordApplied } from '@/lib/db/migrations/history'
import { LOCK_SECONDS, STATEMENT_MINUTES } from '@/lib/db/migrations/session'
import { SettingsError } from '@/lib/env'
import { log } from '@/lib/log'

// SQLSTATEs of objects that a migration has already created, renamed, dropped or altered.
const alreadyDone = '42701 42703 42704 42710 42723 42883 42P01 42P07 55000'.split(' ')

/** Applies a migration and records it in one transaction, so that neither exists without the other. */
export async function applyMigration(
  client: pg.Client,
  migration: PendingMigration,
): Promise<void> {
  const { name, sql, mayHaveCommitted } = migration
  const startedAt = performance.now()
  try {
    await client.query('BEGIN')
    await client.query(sql)
    await recordApplied(client, migration)
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    if (!mayHaveCommitted || !alreadyDone.includes(codeOf(error))) throw describe(name, error)
    log.warn({ migration: name }, 'an interrupted migration had already been applied')
    await recordApplied(client, migration)
    return
  }
  const ms = Math.round(performance.now() - startedAt)
  log.debug({ migration: name, ms }, 'a migration was applied')
}

function describe(name: string, error: unknown): Error {
  const reasons: { [code: string]: string } = {
    '55P03': `it needs a lock that another session has held for ${LOCK_SECONDS} s. End that session, then start again`,
    '57014': `it was canceled, or took longer than ${STATEMENT_MINUTES} minutes`,
  }
  const message = error instanceof Error ? error.message : String(error)
  const reason = reasons[codeOf(error)] ?? message.replace(/\.$/, '')
  return new SettingsError(`Migration ${name} was rolled back: ${reason}.`, { cause: error })
}

function codeOf(error: unknown): string {
  return error instanceof pg.DatabaseError ? (error.code ?? '') : ''
}
