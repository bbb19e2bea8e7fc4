import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'

const template = inject('template')
const name = `test_${randomUUID().replaceAll('-', '')}`

await asOwner(`CREATE DATABASE ${name} TEMPLATE ${databaseOf(template.owner)}`)
Object.assign(process.env, {
  DATABASE_URL: withDatabase(template.application),
  MIGRATE_DATABASE_URL: withDatabase(template.owner),
  AUTH_SECRET: randomBytes(32).toString('base64url'),
  AUDIT_SECRET: randomBytes(32).toString('base64url'),
})

afterAll(async () => {
  const { closeDatabase } = await import('@/lib/db/client')
  await closeDatabase()
  await asOwner(`DROP DATABASE ${name} WITH (FORCE)`)
})

function withDatabase(url: string): string {
  return Object.assign(new URL(url), { pathname: name }).href
}

function databaseOf(url: string): string {
  return new URL(url).pathname.slice(1)
}

// Connects to `postgres`, because a template with connections cannot be copied.
async function asOwner(sql: string): Promise<void> {
  const connectionString = Object.assign(new URL(template.owner), { pathname: 'postgres' }).href
  const client = new pg.Client({ connectionString })
  await client.connect()
  await client.query(sql)
  await client.end()
}
