import 'server-only'
import { Prisma } from '@/lib/db/generated/client'
import { isUnavailable } from '@/lib/db/unavailable'
import { AppError, fieldError } from '@/lib/errors'
import { log } from '@/lib/log'
import { emailTaken, externalIdTaken } from '@/lib/taken'

export const EMERGENCY =
  'This is the emergency administrator of a required identity provider. Choose another one in Settings first.'

const rules: { violated: string; field?: string; message: string }[] = [
  // The commands look for the owner before they write. A record added in between ends up here.
  { violated: 'users_email_key', field: 'email', message: emailTaken() },
  { violated: 'accounts_external_id', field: 'externalId', message: externalIdTaken() },
  {
    violated: 'an organization needs an active administrator',
    message: 'The organization needs at least one active Org Admin.',
  },
  {
    violated: 'an active user needs an active account',
    message: "Users of a deactivated account can't be active.",
  },
  // Deactivated or demoted, or deleted.
  { violated: 'a required provider needs its emergency administrator', message: EMERGENCY },
  { violated: 'identity_providers_required_is_safe', message: EMERGENCY },
  {
    violated: 'accounts_default_is_active',
    message: "The default account can't be deactivated or deleted.",
  },
]

// Someone has changed the log or its head: an append of the program doesn't violate these.
const auditRules = [
  'an audit row follows the one before it',
  'the audit head is the last audit row',
  'audit_events_pkey',
]

export async function mapDatabaseErrors<O>(run: () => Promise<O>): Promise<O> {
  try {
    return await run()
  } catch (error) {
    throw toAppError(error) ?? error
  }
}

function toAppError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error
  const description = describe(error)
  const rule = rules.find(({ violated }) => description.includes(violated))
  if (rule?.field) return fieldError('conflict', rule.field, rule.message)
  if (rule) return new AppError('conflict', rule.message)
  if (auditRules.some((violated) => description.includes(violated))) return auditDamage(error)
  if (!isUnavailable(error)) return undefined
  const message = "The database isn't responding. Try again in a moment."
  return new AppError('unavailable', message, { retryAfter: 2, cause: error })
}

function auditDamage(error: unknown): AppError {
  log.error({ err: error }, 'the audit log is damaged: run npm run audit:verify')
  const message =
    "The audit log of your organization is damaged, so nothing can be changed. The console's operator can find out more."
  return new AppError('unavailable', message, { cause: error })
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
