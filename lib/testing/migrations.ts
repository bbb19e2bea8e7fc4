import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { applyPending } from '@/lib/db/migrate'
import { type Migration, readMigrations } from '@/lib/db/migrations/files'

/** A database of its own with one open connection, and its owner's URL. */
export async function emptyDatabase() {
  const owner = process.env.MIGRATE_DATABASE_URL ?? ''
  const name = `migration_${randomUUID().replaceAll('-', '')}`
  await execute(owner, `CREATE DATABASE ${name}`)
  const url = Object.assign(new URL(owner), { pathname: name }).href
  const db = new pg.Client({ connectionString: url })
  await db.connect()
  return {
    url,
    db,
    async drop() {
      await db.end()
      await execute(owner, `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}

/** An empty database migrated up to the migration before this one, which `migrate` then applies. */
export async function databaseBefore(name: string) {
  const { url, db, drop } = await emptyDatabase()
  const warnings: string[] = []
  const applyWhere = async (isIncluded: (migration: Migration) => boolean) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const included = readMigrations().filter(isIncluded)
    await applyPending(client, included, (message) => warnings.push(message))
    await client.end()
  }
  await applyWhere((migration) => migration.name < name)
  return { url, db, warnings, drop, migrate: () => applyWhere((one) => one.name <= name) }
}

async function execute(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  await client.query(sql)
  await client.end()
}
