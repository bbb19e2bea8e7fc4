/** What became of a form that was sent; `at` grows with every answer. */
export type FormState<T = unknown> =
  | { status: 'idle'; at: number }
  | {
      status: 'invalid' | 'failed' | 'stale'
      at: number
      message: string
      /** A sentence for each field that needs a change. */
      errors: { [field: string]: string }
      /** What was typed, without passwords. */
      values: { [field: string]: string }
      /** For `stale`: what the record holds now, and its version. */
      current: { [field: string]: string }
      version: number
      /** Whether the session has ended meanwhile. */
      signedOut: boolean
    }
  | { status: 'done'; at: number; message: string; result: T }

export const idle: { status: 'idle'; at: number } = { status: 'idle', at: 0 }

/** The texts of a form by name; the last of a name wins, as "off" before a checkbox's "on". */
export function typedValues(data: FormData): { [name: string]: string } {
  const values: { [name: string]: string } = {}
  for (const [name, value] of data) {
    if (typeof value === 'string' && !name.startsWith('$ACTION')) values[name] = value
  }
  return values
}
