import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { database } from '@/lib/db/client'

const PATIENCE_MS = 2_500

/** Whether the database answers, and soon. */
export async function isHealthy(): Promise<boolean> {
  const answered = database().$queryRaw`SELECT 1`.then(
    () => true,
    () => false,
  )
  const tooLate = pause(PATIENCE_MS, false, { ref: false })
  return Promise.race([answered, tooLate])
}
