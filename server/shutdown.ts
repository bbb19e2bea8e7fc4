import { log } from '@/lib/log'

const DEADLINE_MS = 15_000
const LAST_RESORT_MS = 5_000

type Undo = () => Promise<unknown>

/** What has been started, and how the process comes to its end. */
export type Running = {
  /** Waits for a part to be started; from then on, the end undoes it. */
  started<T>(starting: Promise<T>, undo: (part: T) => Promise<unknown>): Promise<T>
  /** Undoes everything, the last thing first, and ends the process. */
  end(code: number): Promise<never>
}

/**
 * Ends the process in good order when it is told to, also while it is still starting: then as
 * soon as the part under way is there. What was started first is the database; it is released
 * even when the rest does not come to an end within the deadline.
 */
export function gracefulShutdown({ deadlineMs = DEADLINE_MS } = {}): Running {
  const undos: Undo[] = []
  let [starting, told] = [0, false]
  let ending: Promise<never> | undefined
  const end = (code: number) => {
    ending ??= undoAll(undos, code)
    return ending
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (told) return
      told = true
      setTimeout(() => void giveUp(undos, deadlineMs), deadlineMs)
      if (starting === 0) void end(0)
    })
  }
  return {
    end,
    async started(part, undo) {
      starting += 1
      const made = await part.catch((error: unknown) => {
        // Ctrl-C reaches the programs that a start runs as well.
        if (told) return end(0)
        throw error
      })
      starting -= 1
      undos.push(once(() => undo(made)))
      return told ? end(0) : made
    },
  }
}

async function undoAll(undos: Undo[], code: number): Promise<never> {
  let ended = code
  for (const undo of undos.toReversed()) {
    await undo().catch((error: unknown) => {
      log.error({ err: error }, 'a part of the console did not end well')
      ended = 1
    })
  }
  process.exit(ended)
}

async function giveUp([release]: Undo[], deadlineMs: number): Promise<never> {
  log.error(`the console did not end within ${deadlineMs / 1000} s`)
  setTimeout(() => process.exit(1), LAST_RESORT_MS)
  await release?.().catch(() => {})
  process.exit(1)
}

function once(undo: Undo): Undo {
  let done: Promise<unknown> | undefined
  return () => {
    done ??= undo()
    return done
  }
}
