/** The expected errors. Anything else that is thrown is a bug. */
export type ErrorCode =
  | 'unauthenticated'
  /** A session's user has to prove again who they are. */
  | 'reauthentication-required'
  /** The password was right, and the second factor is still owed. */
  | 'second-factor-required'
  | 'forbidden'
  | 'not-found'
  | 'invalid'
  | 'conflict'
  | 'stale'
  | 'rate-limited'
  | 'unavailable'

/** A page about the record that a field conflicts with. */
export type FieldLink = { field: string; href: string; label: string }

type Details = {
  fields?: Record<string, string>
  link?: FieldLink | undefined
  /** For `stale`: the current values and version of the record. */
  current?: Record<string, string>
  version?: number
  /** For `rate-limited` and `unavailable`: seconds to wait. */
  retryAfter?: number
  /** Whether a change may have been saved in spite of the error. */
  outcomeUnknown?: boolean
  cause?: unknown
}

/** An error that its message explains to the user or client who can correct it. */
export class AppError extends Error {
  readonly fields: Record<string, string>
  readonly link: FieldLink | undefined
  readonly current: Record<string, string> | undefined
  readonly version: number | undefined
  readonly retryAfter: number | undefined
  readonly outcomeUnknown: boolean

  constructor(
    readonly code: ErrorCode,
    message: string,
    details: Details = {},
  ) {
    super(message, { cause: details.cause })
    this.name = 'AppError'
    this.fields = details.fields ?? {}
    this.link = details.link
    this.current = details.current
    this.version = details.version
    this.retryAfter = details.retryAfter
    this.outcomeUnknown = details.outcomeUnknown ?? false
  }
}

export function fieldError(
  code: ErrorCode,
  field: string,
  message: string,
  link?: Omit<FieldLink, 'field'>,
): AppError {
  return new AppError(code, message, {
    fields: { [field]: message },
    link: link && { field, href: link.href, label: link.label },
  })
}
