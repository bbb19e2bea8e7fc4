import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { processSingleton } from '@/lib/process-singleton'

/** How long a request waits for its reads in all, so that it is answered within three seconds. */
const REQUEST_READS_MS = 2_500

/** The time that at least one read was running; parallel ones count once. */
type ReadTime = { spentMs: number; running: number; runningSince: number }

const requests = processSingleton('read-limits', () => new AsyncLocalStorage<ReadTime>())

/** For a request that is answered at once, not for one that streams a file or is repeated. */
export function withReadLimit<T>(run: () => T): T {
  return requests.run({ spentMs: 0, running: 0, runningSince: 0 }, run)
}

/** Lets no read of this request wait any more. */
export function endReads(): void {
  const time = requests.getStore()
  if (time) time.spentMs = REQUEST_READS_MS
}

/** Runs a read, which gets the time that is left for it. Also bounds the wait for a connection. */
export async function limitRead<T>(ms: number, read: (ms: number) => Promise<T>): Promise<T> {
  const time = requests.getStore()
  if (!time) return read(ms)
  const left = Math.floor(Math.min(ms, timeLeft(time)))
  if (left <= 0) throw timedOut()
  if (time.running === 0) time.runningSince = performance.now()
  time.running += 1
  let timer: NodeJS.Timeout | undefined
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      endReads()
      reject(timedOut())
    }, left)
  })
  return Promise.race([read(left), end]).finally(() => {
    clearTimeout(timer)
    time.running -= 1
    if (time.running === 0) time.spentMs += performance.now() - time.runningSince
  })
}

function timeLeft({ spentMs, running, runningSince }: ReadTime): number {
  const current = running > 0 ? performance.now() - runningSince : 0
  return REQUEST_READS_MS - spentMs - current
}

// As pg says it.
const timedOut = () => new Error('Query read timeout')
