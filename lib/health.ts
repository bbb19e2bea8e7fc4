import 'server-only'
import { database } from '@/lib/db/client'

/** Whether the database answers. */
export async function isHealthy(): Promise<boolean> {
  return database().$queryRaw`SELECT 1`.then(
    () => true,
    () => false,
  )
}
