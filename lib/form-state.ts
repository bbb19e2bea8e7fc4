import type { PasskeyRequest } from '@/lib/passkey-request'

type Values = { [field: string]: string }

type Rejection = {
  message: string
  errors: Values
  link: { field: string; href: string; label: string } | undefined
  /** What was submitted, without passwords and tokens. */
  submittedValues: Values
  /** Signing in again, and nothing else, helps. */
  signedOut: boolean
  /** Asks the person to prove again who they are, together with the same form. */
  reauthentication: Reauthentication | undefined
}

/** How someone who is signed in can prove again who they are. */
export type Reauthentication = {
  hasPassword: boolean
  /** Null without a passkey. */
  passkey: PasskeyRequest | null
  /** The identity provider that knows the person. Null without one. */
  provider: { key: string; name: string } | null
}

/** What a form shows once it is saved. */
export type Saved<T> = {
  message: string
  result: T
  /** Of the record, if this changed it. */
  version?: number | undefined
  /** To what was saved, if it is on another page. */
  link?: Link
}

type Link = { href: string; label: string }

export type FormState<T = unknown> =
  | { status: 'idle' }
  | (Saved<T> & { status: 'done' })
  | SavedBefore<T>
  | (Rejection & { status: 'invalid' | 'failed' })
  /** Without a readable response: the submission may have been saved. */
  | (Rejection & { status: 'unknown' })
  /** The server no longer has the action, because it was updated. */
  | (Rejection & { status: 'outdated' })
  | (Rejection & { status: 'stale'; serverValues: Values; version: number })

/** An earlier submission was saved, but not the text that was submitted now. */
type SavedBefore<T> = {
  status: 'saved-before'
  message: string
  /** Undefined if saving leads to another page. */
  saved: Saved<T> | undefined
  link: Link | undefined
  submittedValues: Values
}

export type RejectedState = Extract<FormState, Rejection>

export const idle: FormState<never> = { status: 'idle' }

/** What was saved, now or by an earlier submission. */
export function savedIn<T>(state: FormState<T>): Saved<T> | undefined {
  if (state.status === 'done') return state
  return state.status === 'saved-before' ? state.saved : undefined
}

/** The hidden field by which the server recognizes a form that is submitted again. */
export const FORM_KEY = 'formKey'

/** The hidden field with the ID of the user whose page the form is on. */
export const FORM_USER = 'formUser'

/** The person's own password, in any form that asks for it again. */
export const OWN_PASSWORD = 'ownPassword'

/** The person's passkey, in any form that asks for it. */
export const OWN_PASSKEY = 'ownPasskey'

const passwordNames = ['password', 'currentPassword', 'repeatedPassword', OWN_PASSWORD] as const

/** A password field must have such a name, because a page never shows what was submitted in it. */
export type PasswordName = (typeof passwordNames)[number]

const secretNames = ['token', 'code', 'clientSecret', OWN_PASSKEY]

export function isSecretField(name: string): boolean {
  return secretNames.includes(name) || passwordNames.some((passwordName) => passwordName === name)
}

/** The text fields of a form. The last value of a name wins: "off" precedes a checkbox's "on". */
export function submittedTexts(data: FormData): Values {
  const values: Values = {}
  for (const [name, value] of data) {
    if (typeof value === 'string' && !name.startsWith('$ACTION')) values[name] = value
  }
  return values
}
