import { setTimeout as sleep } from 'node:timers/promises'
import type { Cluster } from '@/lib/db/embedded/cluster'
import { isServerAlive } from '@/lib/db/embedded/server'
import { log } from '@/lib/log'

const CHECK_MS = 500

/** Calls `restart` when the server has ended, for example because the disk was full, until it runs. */
export function supervise(
  cluster: Cluster,
  restart: () => Promise<void>,
): { stop(): Promise<void> } {
  const controller = new AbortController()
  const finished = watch(cluster, restart, controller.signal)
  return {
    stop() {
      controller.abort()
      return finished
    },
  }
}

async function watch(cluster: Cluster, restart: () => Promise<void>, signal: AbortSignal) {
  const pause = () => sleep(CHECK_MS, undefined, { signal, ref: false }).catch(() => {})
  for (await pause(); !signal.aborted; await pause()) {
    if (isServerAlive(cluster)) continue
    log.error('the embedded PostgreSQL has ended and is started again')
    await keepTrying(restart, signal, pause)
  }
}

async function keepTrying(
  restart: () => Promise<void>,
  signal: AbortSignal,
  pause: () => Promise<void>,
): Promise<void> {
  let reported = false
  while (!signal.aborted) {
    try {
      await restart()
      log.info('the embedded PostgreSQL runs again')
      return
    } catch (error) {
      if (!reported) log.error({ err: error }, 'the embedded PostgreSQL does not start')
      reported = true
      await pause()
    }
  }
}
