export const singleKeysCookie = 'console-single-keys'

/** Whether a cookie or a form leaves single keys on. Without a choice, they are. */
export function readSingleKeys(value: unknown): boolean {
  return value !== 'off'
}
