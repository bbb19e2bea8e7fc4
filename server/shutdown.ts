import { log } from '@/lib/log'

const DEADLINE_MS = 15_000
const LAST_RESORT_MS = 5_000

type Stop = () => Promise<unknown>

export type Shutdown = {
  /** Aborts at the first signal to stop. */
  signal: AbortSignal
  track<T>(starting: Promise<T>, stop: (part: T) => Promise<unknown>): Promise<T>
  exit(code: number): Promise<never>
}

/**
 * Stops the process in order on SIGINT, SIGTERM or SIGHUP, also during the start: then the part that is
 * starting still comes up, so that it can be stopped. The first part is the database. It is
 * released even if the others miss the deadline.
 */
export function gracefulShutdown({ deadlineMs = DEADLINE_MS } = {}): Shutdown {
  const stops: Stop[] = []
  let starting = 0
  const controller = new AbortController()
  let exiting: Promise<never> | undefined
  const exit = (code: number) => {
    exiting ??= stopAll(stops, code)
    return exiting
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) return
      controller.abort()
      setTimeout(() => void giveUp(stops, deadlineMs), deadlineMs)
      if (starting === 0) void exit(0)
    })
  }
  return {
    signal: controller.signal,
    exit,
    async track(part, stop) {
      starting += 1
      const started = await part.catch((error: unknown) => {
        // Ctrl-C also reaches child processes, such as a build, and makes this part fail.
        if (controller.signal.aborted) return exit(0)
        throw error
      })
      starting -= 1
      stops.push(once(() => stop(started)))
      return controller.signal.aborted ? exit(0) : started
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
