import 'server-only'
import { Prisma } from '@/lib/db/generated/client'

// Connections, access, transactions that collide, resources, operators, and the system.
const sqlStateClasses = ['08', '28', '40', '53', '57', '58']
// A read-only server after a failover, transactions that took too long, no database, and a lock.
const sqlStates = ['25006', '25P03', '25P04', '3D000', '55P03']

// P10xx are about the connection, the others about time limits and collisions.
const prismaCodes = /^P(1000|1001|1002|1003|1008|1010|1011|1017|2024|2028|2034|2037)$/

// What Prisma's adapter makes of an error that has no SQLSTATE.
const adapterErrors = new Set([
  'ConnectionClosed',
  'DatabaseNotReachable',
  'SocketTimeout',
  'TlsConnectionError',
])

const networkErrors = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
])

// What pg says without a code.
const waits = ['Query read timeout', 'timeout exceeded when trying to connect']
const messages = [
  ...waits,
  'Client has encountered a connection error',
  'Client was closed',
  'Connection terminated',
]

/** Whether this process gave up waiting for the database. */
export function hasStoppedWaiting(error: unknown): boolean {
  return signsIn(error).some(
    ({ kind, message }) =>
      kind === 'SocketTimeout' || waits.some((start) => message.startsWith(start)),
  )
}

/** Whether the database ended a statement that took too long. */
export function isStatementTimeout(error: unknown): boolean {
  return signsIn(error).some(({ code }) => code === '57014')
}

type Sign = Record<'code' | 'severity' | 'kind' | 'syscall' | 'message', string>

/** Whether the database can't serve now, so that the same request may succeed a moment later. */
export function isUnavailable(error: unknown): boolean {
  return signsIn(error).some(({ code, severity, kind, syscall, message }) => {
    // The server has ended the connection, or has not let it in.
    if (severity === 'FATAL' || severity === 'PANIC') return true
    if (isSqlState(code)) return true
    if (prismaCodes.test(code) || networkErrors.has(code) || adapterErrors.has(kind)) return true
    // A socket file that is missing, for example.
    if (syscall === 'connect') return true
    // A text of the database may quote what someone typed.
    return code === '' && messages.some((start) => message.startsWith(start))
  })
}

function isSqlState(code: string): boolean {
  const isInClass = code.length === 5 && sqlStateClasses.includes(code.slice(0, 2))
  return isInClass || sqlStates.includes(code)
}

/** The error and those inside of it: Prisma and Node wrap the errors of the server. */
function signsIn(error: unknown): Sign[] {
  if (typeof error !== 'object' || error === null) return []
  const text = (name: string): string => {
    const value: unknown = Reflect.get(error, name)
    return typeof value === 'string' ? value : ''
  }
  const sign = {
    code: text('originalCode') || text('code'),
    severity: text('severity'),
    kind: text('kind'),
    syscall: text('syscall'),
    message: text('message'),
  }
  return [sign, ...wrappedIn(error).flatMap(signsIn)]
}

function wrappedIn(error: object): unknown[] {
  const attempts = error instanceof AggregateError ? error.errors : []
  const cause = 'cause' in error ? [error.cause] : []
  const meta = error instanceof Prisma.PrismaClientKnownRequestError ? error.meta : undefined
  return [...cause, ...attempts, meta?.driverAdapterError]
}
