import 'server-only'
import { Prisma as SQL } from '@/lib/db/generated/client'

export type Database = SQL.TransactionClient
export { SQL }
