/** Everything that can go wrong on purpose. Anything else that is thrown is a bug. */
export type ErrorCode =
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'invalid'
  | 'conflict'
  | 'stale'
  | 'rate-limited'
  | 'unavailable'

type Details = {
  /** A sentence for each field that it concerns. */
  fields?: Record<string, string>
  /** For `stale`: what the record holds now, and its version. */
  current?: Record<string, string>
  version?: number
  /** For `rate-limited` and `unavailable`: seconds to wait. */
  retryAfter?: number
  /** Whether the audit log has it already. */
  audited?: boolean
  cause?: unknown
}

/** An outcome that the person or script at the other end can understand and mend. */
export class AppError extends Error {
  readonly fields: Record<string, string>
  readonly current: Record<string, string> | undefined
  readonly version: number | undefined
  readonly retryAfter: number | undefined
  readonly audited: boolean

  constructor(
    readonly code: ErrorCode,
    message: string,
    details: Details = {},
  ) {
    super(message, { cause: details.cause })
    this.name = 'AppError'
    this.fields = details.fields ?? {}
    this.current = details.current
    this.version = details.version
    this.retryAfter = details.retryAfter
    this.audited = details.audited ?? false
  }
}

/** A refusal that belongs to one field of the form. */
export function fieldError(code: ErrorCode, field: string, message: string): AppError {
  return new AppError(code, message, { fields: { [field]: message } })
}
