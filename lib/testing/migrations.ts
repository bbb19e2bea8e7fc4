import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { applyMigrations } from '@/lib/db/schema-engine'

const source = path.resolve('prisma', 'migrations')

/** An empty database migrated up to the migration before this one, which `migrate` then applies. */
export async function databaseBefore(migration: string) {
  const owner = process.env.MIGRATE_DATABASE_URL ?? ''
  const name = `migration_${randomUUID().replaceAll('-', '')}`
  await execute(owner, `CREATE DATABASE ${name}`)
  const warnings: string[] = []
  const url = Object.assign(new URL(owner), { pathname: name }).href
  await applyWhere(url, (folder) => folder < migration, warnings)
  const db = new pg.Client({ connectionString: url })
  await db.connect()
  return {
    db,
    warnings,
    migrate: () => applyWhere(url, (folder) => folder <= migration, warnings),
    async drop() {
      await db.end()
      await execute(owner, `DROP DATABASE ${name}`)
    },
  }
}

async function applyWhere(
  url: string,
  isIncluded: (folder: string) => boolean,
  warnings: string[],
): Promise<void> {
  const directory = mkdtempSync(path.join(tmpdir(), 'migrations-'))
  const migrations = path.join(directory, 'migrations')
  const isFolder = (entry: string) => /^\d{14}_/.test(entry)
  for (const entry of readdirSync(source).filter((one) => !isFolder(one) || isIncluded(one))) {
    cpSync(path.join(source, entry), path.join(migrations, entry), { recursive: true })
  }
  cpSync(path.resolve('prisma', 'schema.prisma'), path.join(directory, 'schema.prisma'))
  await applyMigrations(url, migrations, (message) => warnings.push(message))
  rmSync(directory, { recursive: true })
}

async function execute(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  await client.query(sql)
  await client.end()
}
