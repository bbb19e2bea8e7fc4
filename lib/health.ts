import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { database } from '@/lib/db/client'

const TIMEOUT_MS = 2_500

export async function isHealthy(): Promise<boolean> {
  const isResponding = database().$queryRaw`SELECT 1`.then(
    () => true,
    () => false,
  )
  return Promise.race([isResponding, sleep(TIMEOUT_MS, false, { ref: false })])
}
