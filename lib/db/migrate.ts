import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { applyMigrations } from '@/lib/db/schema-engine'
import { log } from '@/lib/log'

// An arbitrary number that no other advisory lock in this database uses.
const MIGRATION_LOCK = 7_420_001

type Urls = { owner: string; application: string }

export async function migrate(urls: Urls): Promise<void> {
  const directory = path.resolve('prisma', 'migrations')
  const client = new pg.Client({ connectionString: urls.owner })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    if (await isPending(client, directory)) await applyMigrations(urls.owner, directory, logWarning)
    await grantPrivileges(client, urls)
  } finally {
    await client.end()
  }
}

function logWarning(message: string): void {
  log.warn({ migration: message }, 'a migration changed data that someone should know about')
}

async function isPending(client: pg.Client, directory: string): Promise<boolean> {
  const names = readdirSync(directory).filter((name) =>
    existsSync(path.join(directory, name, 'migration.sql')),
  )
  const { rows } = await client.query(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists`,
  )
  if (!rows[0]?.exists) return true
  const applied = await client.query<{ name: string }>(
    `SELECT migration_name AS name FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  )
  const appliedNames = new Set(applied.rows.map(({ name }) => name))
  return names.some((name) => !appliedNames.has(name))
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
