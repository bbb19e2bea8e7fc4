import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'

export type Background = { stop(): Promise<void> }

/** Runs `step` again and again until it is stopped. It returns the milliseconds to wait before the next time. */
export function startLoop(step: () => Promise<number>): Background {
  const controller = new AbortController()
  const finished = repeat(step, controller.signal)
  return {
    stop() {
      controller.abort()
      return finished
    },
  }
}

async function repeat(step: () => Promise<number>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const pause = await step()
    if (pause > 0) await delay(pause, undefined, { signal }).catch(() => {})
  }
}
