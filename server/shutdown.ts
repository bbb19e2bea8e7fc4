import { log } from '@/lib/log'

const DEADLINE_MS = 15_000
const LAST_RESORT_MS = 5_000

type Stop = () => Promise<unknown>

export type Shutdown = {
  track<T>(starting: Promise<T>, stop: (part: T) => Promise<unknown>): Promise<T>
  exit(code: number): Promise<never>
}

/**
 * Stops the process in order on SIGINT or SIGTERM, also during the start: then the part that is
 * starting still comes up, so that it can be stopped. The first part is the database. It is
 * released even if the others miss the deadline.
 */
export function gracefulShutdown({ deadlineMs = DEADLINE_MS } = {}): Shutdown {
  const stops: Stop[] = []
  let starting = 0
  let signaled = false
  let exiting: Promise<never> | undefined
  const exit = (code: number) => {
    exiting ??= stopAll(stops, code)
    return exiting
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (signaled) return
      signaled = true
      setTimeout(() => void giveUp(stops, deadlineMs), deadlineMs)
      if (starting === 0) void exit(0)
    })
  }
  return {
    exit,
    async track(part, stop) {
      starting += 1
      const started = await part.catch((error: unknown) => {
        // Ctrl-C also reaches child processes, such as a build, and makes this part fail.
        if (signaled) return exit(0)
        throw error
      })
      starting -= 1
      stops.push(once(() => stop(started)))
      return signaled ? exit(0) : started
    },
  }
}

async function stopAll(stops: Stop[], code: number): Promise<never> {
  let exitCode = code
  for (const stop of stops.toReversed()) {
    await stop().catch((error: unknown) => {
      log.error({ err: error }, 'a part of the console failed to stop')
      exitCode = 1
    })
  }
  process.exit(exitCode)
}

async function giveUp([releaseDatabase]: Stop[], deadlineMs: number): Promise<never> {
  log.error(`the console did not stop within ${deadlineMs / 1000} s`)
  setTimeout(() => process.exit(1), LAST_RESORT_MS)
  await releaseDatabase?.().catch(() => {})
  process.exit(1)
}

function once(stop: Stop): Stop {
  let stopped: Promise<unknown> | undefined
  return () => {
    stopped ??= stop()
    return stopped
  }
}
