import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { applyMigrations } from '@/lib/db/schema-engine'

// Any number that nothing else locks in this database.
const LOCK = 7_420_001

/** Brings the schema up to date and gives the application's role exactly what it may do. */
export async function migrate(urls: { owner: string; application: string }): Promise<void> {
  const directory = path.resolve('prisma', 'migrations')
  const client = new pg.Client({ connectionString: urls.owner })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK])
    if (await isPending(client, directory)) await applyMigrations(urls.owner, directory)
    await grant(client, urls)
  } finally {
    await client.end()
  }
}

async function isPending(client: pg.Client, directory: string): Promise<boolean> {
  const known = readdirSync(directory).filter((name) =>
    existsSync(path.join(directory, name, 'migration.sql')),
  )
  const { rows } = await client.query(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS made`,
  )
  if (!rows[0]?.made) return true
  const applied = await client.query<{ name: string }>(
    `SELECT migration_name AS name FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  )
  const names = new Set(applied.rows.map(({ name }) => name))
  return known.some((name) => !names.has(name))
}

async function grant(
  client: pg.Client,
  urls: { owner: string; application: string },
): Promise<void> {
  const role = userOf(urls.application)
  if (role === userOf(urls.owner)) return
  const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name')
  const names = new Map([
    [':role', client.escapeIdentifier(role)],
    [':database', client.escapeIdentifier(rows[0]?.name ?? '')],
  ])
  const sql = readFileSync(path.resolve('prisma', 'grants.sql'), 'utf8')
  const filled = sql.replace(/:\w+/g, (name) => names.get(name) ?? name)
  await client.query(`BEGIN; ${filled} COMMIT`)
}

function userOf(url: string): string {
  return decodeURIComponent(new URL(url).username)
}
