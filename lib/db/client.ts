import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import type pg from 'pg'
import { PrismaClient } from '@/lib/db/generated/client'
import { withDirectReads } from '@/lib/db/internals/direct-reads'
import { createPool } from '@/lib/db/internals/pool'
import { statementName } from '@/lib/db/statement-names'
import { env } from '@/lib/env'
import { log } from '@/lib/log'

type Connection = { pool: pg.Pool; prisma: PrismaClient }

// Next loads a module once a layer and again on every change in development; the pool is one.
const shared = globalThis as typeof globalThis & { consoleDatabase?: Connection | undefined }

function connection(): Connection {
  shared.consoleDatabase ??= connect()
  return shared.consoleDatabase
}

function connect(): Connection {
  const pool = createPool(env().DATABASE_URL)
  pool.on('error', (error) => log.warn({ err: error }, 'a database connection was lost'))
  const adapter = new PrismaPg(pool, { statementNameGenerator: statementName })
  return { pool, prisma: withDirectReads(new PrismaClient({ adapter }), pool) }
}

/** The client of this process, connected on first use. */
export function database(): PrismaClient {
  return connection().prisma
}

/** The same connections for libraries that speak to PostgreSQL themselves. */
export function databasePool(): pg.Pool {
  return connection().pool
}

/** For scripts and tests: closes every connection. */
export async function closeDatabase(): Promise<void> {
  const open = shared.consoleDatabase
  shared.consoleDatabase = undefined
  await open?.prisma.$disconnect()
  await open?.pool.end()
}
