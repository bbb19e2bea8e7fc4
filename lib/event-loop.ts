import 'server-only'
import { setImmediate as nextTurn } from 'node:timers/promises'

const SLICE_MS = 10

/**
 * Divides long work into slices. Called between its steps, the returned function lets the server answer
 * other requests once a slice is used up.
 */
export function timeSlices(): () => Promise<void> {
  let started = performance.now()
  return async () => {
    if (performance.now() - started < SLICE_MS) return
    await nextTurn()
    started = performance.now()
  }
}
