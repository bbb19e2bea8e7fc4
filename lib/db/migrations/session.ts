import pg from 'pg'
import { SettingsError } from '@/lib/env'
import { log } from '@/lib/log'

// An arbitrary number that no other advisory lock in this database uses.
const MIGRATION_LOCK = 7_420_001
const CONNECT_MS = 10_000
const WAIT_MINUTES = 60

export const LOCK_SECONDS = 10
export const STATEMENT_MINUTES = 60

/**
 * Runs a function on the one connection that may migrate this database. If this process ends, the
 * server notices within a second and rolls back, even while a statement waits for a lock. Aborting
 * the signal cancels the statement.
 */
export async function withMigrationLock(
  url: string,
  signal: AbortSignal | undefined,
  run: (client: pg.Client) => Promise<void>,
): Promise<void> {
  signal?.throwIfAborted()
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
  })
  // The query that runs then fails as well.
  client.on('error', (error) => log.warn({ err: error }, 'the connection to migrate was lost'))
  await client.connect()
  try {
    const cancel = await cancelFunction(client, url)
    signal?.addEventListener('abort', cancel)
    await noticeLostClients(client)
    await acquireLock(client)
    await client.query(`SET lock_timeout = '${LOCK_SECONDS}s';
      SET statement_timeout = '${STATEMENT_MINUTES}min'`)
    signal?.throwIfAborted()
    await run(client).finally(() => signal?.removeEventListener('abort', cancel))
  } finally {
    await client.end()
  }
}

async function cancelFunction(client: pg.Client, url: string): Promise<() => void> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  return () => {
    cancelBackend(url, rows[0]?.pid).catch((error: unknown) =>
      log.warn({ err: error }, 'the migration could not be canceled'),
    )
  }
}

async function cancelBackend(connectionString: string, pid: number | undefined): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: CONNECT_MS })
  await client.connect()
  await client.query('SELECT pg_cancel_backend($1)', [pid]).finally(() => client.end())
}

// Servers on Windows can't check connections, and reject the setting.
async function noticeLostClients(client: pg.Client): Promise<void> {
  await client.query(`DO $$ BEGIN
    PERFORM set_config('client_connection_check_interval', '1s', false);
  EXCEPTION WHEN invalid_parameter_value THEN NULL;
  END $$`)
}

async function acquireLock(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ acquired: boolean }>(
    'SELECT pg_try_advisory_lock($1) AS acquired',
    [MIGRATION_LOCK],
  )
  if (rows[0]?.acquired) return
  log.info('waiting for another process that migrates the database')
  await client.query(`SET lock_timeout = '${WAIT_MINUTES}min'; SET statement_timeout = 0`)
  await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]).catch((error: unknown) => {
    if (!(error instanceof pg.DatabaseError) || error.code !== '55P03') throw error
    throw new SettingsError(
      `Another process has been migrating the database for ${WAIT_MINUTES} minutes.`,
      { cause: error },
    )
  })
}
