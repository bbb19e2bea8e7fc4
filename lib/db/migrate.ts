import { readFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { applyMigration } from '@/lib/db/migrations/apply'
import { type Migration, readMigrations } from '@/lib/db/migrations/files'
import { pendingMigrations } from '@/lib/db/migrations/history'
import { withMigrationLock } from '@/lib/db/migrations/session'
import { log } from '@/lib/log'

type Urls = { owner: string; application: string }
type Notice = { severity: string | undefined; message: string | undefined }

/** Applies what is pending and grants privileges. Aborting rolls back the migration that runs. */
export async function migrate(urls: Urls, signal?: AbortSignal): Promise<void> {
  const migrations = readMigrations()
  await withMigrationLock(urls.owner, signal, async (client) => {
    await applyPending(client, migrations, logWarning, signal)
    await grantPrivileges(client, urls)
  })
}

/** A migration warns of what it decided about the data. */
export async function applyPending(
  client: pg.Client,
  migrations: Migration[],
  onWarning: (message: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  const onNotice = ({ severity, message }: Notice) => {
    if (severity === 'WARNING' && message) onWarning(message)
  }
  client.on('notice', onNotice)
  for (const migration of await pendingMigrations(client, migrations)) {
    signal?.throwIfAborted()
    await applyMigration(client, migration)
  }
  client.off('notice', onNotice)
}

function logWarning(message: string): void {
  log.warn({ migration: message }, 'a migration changed data that someone should know about')
}

async function grantPrivileges(client: pg.Client, urls: Urls): Promise<void> {
  const role = roleOf(urls.application)
  if (role === roleOf(urls.owner)) return
  const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name')
  const identifiers = new Map([
    [':role', client.escapeIdentifier(role)],
    [':database', client.escapeIdentifier(rows[0]?.name ?? '')],
  ])
  const template = readFileSync(path.resolve('prisma', 'grants.sql'), 'utf8')
  const sql = template.replace(/:\w+/g, (name) => identifiers.get(name) ?? name)
  await client.query(`BEGIN; ${sql} COMMIT`)
}

function roleOf(url: string): string {
  return decodeURIComponent(new URL(url).username)
}
