type Values = { [field: string]: string }

type Rejection = {
  message: string
  errors: Values
  link: { field: string; href: string; label: string } | undefined
  /** What was submitted, without passwords and tokens. */
  submittedValues: Values
  signedOut: boolean
}

/** What a form shows once it is saved. */
export type Saved<T> = {
  message: string
  result: T
  /** Of the record that was changed. */
  version?: number
}

export type FormState<T = unknown> =
  | { status: 'idle' }
  | (Saved<T> & { status: 'done' })
  | SavedBefore<T>
  | (Rejection & { status: 'invalid' | 'failed' })
  | (Rejection & { status: 'stale'; serverValues: Values; version: number })

/** An earlier submission was saved, but not the text that was submitted now. */
type SavedBefore<T> = {
  status: 'saved-before'
  message: string
  /** Undefined if saving leads to another page. */
  saved: Saved<T> | undefined
  link: { href: string; label: string } | undefined
  submittedValues: Values
}

export const idle: FormState<never> = { status: 'idle' }

/** What was saved, now or by an earlier submission. */
export function savedIn<T>(state: FormState<T>): Saved<T> | undefined {
  if (state.status === 'done') return state
  return state.status === 'saved-before' ? state.saved : undefined
}

/** The hidden field by which the server recognizes a form that is submitted again. */
export const FORM_KEY = 'formKey'

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
