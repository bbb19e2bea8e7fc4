type Values = { [field: string]: string }

type Rejection = {
  message: string
  errors: Values
  /** What was submitted, without passwords and tokens. */
  submittedValues: Values
  signedOut: boolean
}

export type FormState<T = unknown> =
  | { status: 'idle' }
  | { status: 'done'; message: string; result: T }
  | (Rejection & { status: 'invalid' | 'failed' })
  /** Without a readable response: the submission may have been saved. */
  | (Rejection & { status: 'unknown' })
  /** The server no longer has the action, because it was updated. */
  | (Rejection & { status: 'outdated' })
  | (Rejection & { status: 'stale'; serverValues: Values; version: number })

export type RejectedState = Extract<FormState, Rejection>

export const idle: FormState<never> = { status: 'idle' }

/** A password field must have such a name, because a page never shows what was submitted in it. */
export type PasswordName = 'password' | `${string}Password`

export function isSecretField(name: string): boolean {
  return name === 'password' || name.endsWith('Password') || name === 'token'
}

/** The text fields of a form. The last value of a name wins: "off" precedes a checkbox's "on". */
export function submittedTexts(data: FormData): Values {
  const values: Values = {}
  for (const [name, value] of data) {
    if (typeof value === 'string' && !name.startsWith('$ACTION')) values[name] = value
  }
  return values
}
