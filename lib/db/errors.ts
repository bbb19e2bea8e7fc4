import 'server-only'
import { Prisma } from '@/lib/db/generated/client'
import { AppError, fieldError } from '@/lib/errors'

/** The rules that the database itself holds, in words for people. */
const refusals: [constraint: string, refuse: (cause: unknown) => AppError][] = [
  [
    'users_email_key',
    () =>
      fieldError(
        'conflict',
        'email',
        'This e-mail address already belongs to a user. Use another.',
      ),
  ],
  [
    'accounts_external_id',
    () =>
      fieldError(
        'conflict',
        'externalId',
        'Another active account has this external ID. Use another.',
      ),
  ],
  [
    'an organization needs an active administrator',
    () => new AppError('conflict', 'The organization needs at least one active Org Admin.'),
  ],
  [
    'an active user needs an active account',
    () => new AppError('conflict', 'The account is deactivated, so its users cannot be active.'),
  ],
  [
    'accounts_default_is_active',
    () => new AppError('conflict', 'The default account cannot be deactivated or deleted.'),
  ],
]

const unavailable = [
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  'P2034',
  'P2037',
  'timeout exceeded when trying to connect',
  'Connection terminated',
  'Client has encountered a connection error',
  'Query read timeout',
  'ECONNREFUSED',
  'ECONNRESET',
  '55P03',
  '57014',
  '57P01',
  '57P03',
  '40P01',
  '53100',
  '53300',
  '25006',
  'LockTimeout',
  'TransactionWriteConflict',
  'TooManyConnections',
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
]

/** Runs database work and turns what the database refuses into an `AppError`. */
export async function mapDatabaseErrors<O>(work: () => Promise<O>): Promise<O> {
  try {
    return await work()
  } catch (error) {
    throw asAppError(error) ?? error
  }
}

function asAppError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error
  const said = describe(error)
  const refusal = refusals.find(([constraint]) => said.includes(constraint))
  if (refusal) return refusal[1](error)
  if (!unavailable.some((sign) => said.includes(sign))) return undefined
  return new AppError(
    'unavailable',
    'The database does not answer just now. Try again in a moment.',
    {
      retryAfter: 2,
      cause: error,
    },
  )
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const known =
    error instanceof Prisma.PrismaClientKnownRequestError
      ? `${error.code} ${JSON.stringify(error.meta)}`
      : ''
  const code = 'code' in error ? String(error.code) : ''
  return [code, error.message, known, error.cause ? describe(error.cause) : ''].join(' ')
}
