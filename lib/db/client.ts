import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import type pg from 'pg'
import { PrismaClient } from '@/lib/db/generated/client'
import { withDirectReads } from '@/lib/db/internals/direct-reads'
import { createPool } from '@/lib/db/internals/pool'
import { statementName } from '@/lib/db/statement-names'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { processSingleton } from '@/lib/process-singleton'

type Connection = { pool: pg.Pool; prisma: PrismaClient }

const shared = processSingleton('database', (): { connection?: Connection | undefined } => ({}))

function connection(): Connection {
  shared.connection ??= connect()
  return shared.connection
}

function connect(): Connection {
  const pool = createPool(env().DATABASE_URL)
  pool.on('error', (error) => log.warn({ err: error }, 'a database connection was lost'))
  const adapter = new PrismaPg(pool, { statementNameGenerator: statementName })
  return { pool, prisma: withDirectReads(new PrismaClient({ adapter }), pool) }
}

export function database(): PrismaClient {
  return connection().prisma
}

export function databasePool(): pg.Pool {
  return connection().pool
}

export async function closeDatabase(): Promise<void> {
  const open = shared.connection
  shared.connection = undefined
  await open?.prisma.$disconnect()
  await open?.pool.end()
}
