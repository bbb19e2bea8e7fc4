import 'server-only'
import { Prisma as SQL } from '@/lib/db/generated/client'

/** Prisma's models and raw SQL, in a transaction or outside one. */
export type Database = SQL.TransactionClient
export { SQL }
