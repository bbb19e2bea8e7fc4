import 'server-only'
import { Prisma as SQL } from '@/lib/db/generated/client'

/** What an operation is handed: Prisma's models and raw SQL, in a transaction or outside one. */
export type Database = SQL.TransactionClient
export { SQL }
