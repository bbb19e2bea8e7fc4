import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '@/lib/db/generated/client'
import type { Database } from '@/lib/db/sql'
import { env } from '@/lib/env'

const STATEMENT_MS = 60_000
const TRANSACTION_MS = 10 * 60_000

/** Runs a transaction as the owner of the tables, for what the application's role may not do. */
export async function ownerTransaction<O>(run: (db: Database) => Promise<O>): Promise<O> {
  const { MIGRATE_DATABASE_URL, DATABASE_URL } = env()
  const adapter = new PrismaPg({
    connectionString: MIGRATE_DATABASE_URL ?? DATABASE_URL,
    max: 1,
    connectionTimeoutMillis: 2_000,
    statement_timeout: STATEMENT_MS,
    lock_timeout: 2_000,
  })
  const prisma = new PrismaClient({ adapter })
  try {
    return await prisma.$transaction(run, { maxWait: 5_000, timeout: TRANSACTION_MS })
  } finally {
    await prisma.$disconnect()
  }
}
