import type pg from 'pg'
import type { Migration } from '@/lib/db/migrations/files'
import { SettingsError } from '@/lib/env'
import { log } from '@/lib/log'

// The table of `prisma migrate deploy`, which applies the same files.
const createTable = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`

type Entry = { name: string; checksum: string; finished: boolean; mayHaveCommitted: boolean }

/** A pending migration may have committed if an earlier release was killed while it recorded that. */
export type PendingMigration = Migration & { mayHaveCommitted: boolean }

export async function pendingMigrations(
  client: pg.Client,
  migrations: Migration[],
): Promise<PendingMigration[]> {
  await createHistory(client)
  const { rows } = await client.query<Entry>(`
    SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished,
           logs IS NULL OR applied_steps_count > 0 AS "mayHaveCommitted"
      FROM _prisma_migrations WHERE rolled_back_at IS NULL`)
  const finished = rows.filter((entry) => entry.finished)
  checkHistory(finished, migrations)
  const applied = new Set(finished.map(({ name }) => name))
  const uncertain = new Set(
    rows.filter((entry) => !entry.finished && entry.mayHaveCommitted).map(({ name }) => name),
  )
  return migrations
    .filter(({ name }) => !applied.has(name))
    .map((migration) => ({ ...migration, mayHaveCommitted: uncertain.has(migration.name) }))
}

async function createHistory(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ exists: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists`,
  )
  // A role that may only read it can start when nothing is pending.
  if (!rows[0]?.exists) await client.query(createTable)
}

function checkHistory(entries: Entry[], migrations: Migration[]): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration.knownChecksums]))
  for (const { name, checksum } of entries) {
    if (!known.has(name)) {
      log.warn({ migration: name }, 'the database was migrated by a newer release')
    } else if (!known.get(name)?.includes(checksum)) {
      throw new SettingsError(
        `The database was migrated with another version of ${name} than any release has. ` +
          'Restore it from a backup.',
      )
    }
  }
}

/** Closes what an interrupted run left, and records the migration as applied. */
export async function recordApplied(client: pg.Client, { name, checksum }: Migration) {
  await client.query(
    `UPDATE _prisma_migrations SET rolled_back_at = now()
      WHERE migration_name = $1 AND finished_at IS NULL AND rolled_back_at IS NULL`,
    [name],
  )
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
     VALUES (gen_random_uuid()::text, $1, $2, now(), 1)`,
    [checksum, name],
  )
}
