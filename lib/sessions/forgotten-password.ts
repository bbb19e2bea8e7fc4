import 'server-only'
import { z } from 'zod'
import { writeAudit } from '@/lib/activity/audit-log'
import { requiresProvider } from '@/lib/auth/required-provider'
import { consumePasswordMail, consumePasswordRequest } from '@/lib/auth/visitor-attempts'
import type { Database } from '@/lib/db/sql'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { createLink, linkUrl } from '@/lib/links/records'
import { queueMail } from '@/lib/mail/queue'
import { isMailOn } from '@/lib/mail/settings'
import { systemOperation } from '@/lib/operation'
import { forgottenPasswordSchema } from '@/lib/sessions/schema'

/**
 * Notes who forgot their password. `answerPasswordRequest` looks for them later, so that neither the
 * response nor its time reveals who has a login here.
 */
export const requestPasswordLink = systemOperation({
  input: forgottenPasswordSchema,
  async run({ db, origin, input: { email } }): Promise<void> {
    if (!isMailOn()) throw new AppError('not-found', 'This console sends no mail.')
    const { address, requestId, userAgent } = origin
    await consumePasswordRequest(address)
    if (!(await mayReceiveAnother(email))) return
    const data = { email, address, requestId, userAgent }
    await db.passwordRequest.create({ data, select: { id: true } })
  },
})

/** Sends the person of the oldest request their link. False if there is no request. */
export const answerPasswordRequest = systemOperation({
  input: z.object({}),
  run: () =>
    transaction(async (db) => {
      const request = await takeRequest(db)
      if (!request) return false
      const user = await findEntitled(db, request)
      if (user) await sendLink(db, user, request)
      return true
    }),
})

async function mayReceiveAnother(email: string): Promise<boolean> {
  try {
    await consumePasswordMail(email)
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === 'rate-limited') return false
    throw error
  }
}

type Request = { email: string; address: string; requestId: string; userAgent: string }

async function takeRequest(db: Database): Promise<Request | undefined> {
  const [request] = await db.$queryRaw<Request[]>`
    WITH oldest AS MATERIALIZED (
      SELECT id FROM password_requests ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
    DELETE FROM password_requests r USING oldest WHERE r.id = oldest.id
    RETURNING r.email, r.address, r.request_id AS "requestId", r.user_agent AS "userAgent"`
  return request
}

type Entitled = { id: number; organizationId: number }

async function findEntitled(db: Database, { email }: Request): Promise<Entitled | undefined> {
  const [user] = await db.$queryRaw<Entitled[]>`
    SELECT u.id, u.organization_id AS "organizationId"
      FROM users u JOIN accounts a ON a.id = u.account_id
     WHERE u.email = ${email} AND u.active AND a.active`
  return user && (await requiresProvider(db, user)) ? undefined : user
}

async function sendLink(db: Database, user: Entitled, { email, ...origin }: Request) {
  const { id: userId, organizationId } = user
  const link = { userId, organizationId, purpose: 'password' as const, createdBy: null }
  const { token, expiresAt } = await createLink(db, link)
  await queueMail(db, {
    organizationId,
    userId,
    to: email,
    template: 'password-link',
    parameters: { url: linkUrl(token), expiresAt, sentBy: null },
  })
  const author = { organizationId, userId: null, email: null, origin }
  await writeAudit(db, author, [
    {
      operation: 'session.requestPasswordLink',
      outcome: 'done',
      target: { type: 'user', id: userId },
    },
  ])
}
