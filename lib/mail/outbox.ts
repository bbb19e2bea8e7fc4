import 'server-only'
import { z } from 'zod'
import type { MailTemplate } from '@/lib/mail/templates/parameters'
import { systemOperation } from '@/lib/operation'

/** After how many minutes a failed mail is tried again. */
const RETRY_MINUTES = [1, 5, 30, 120, 720]
const MAX_ATTEMPTS = RETRY_MINUTES.length + 1
// Longer than all attempts together. Links and news of an earlier time would only confuse.
const MAX_AGE = '2 days'
const RETENTION = '14 days'
// Sent at the same time, each over its own connection.
const BATCH = 5

export type DueMail = {
  id: string
  recipient: string
  template: MailTemplate
  parameters: Uint8Array
  attempts: number
  createdAt: Date
}

/**
 * The next mails to send. Each counts as failed from now on, until `recordSent` says otherwise: so no
 * other instance takes it, and if this one dies, it is tried again.
 */
export const claimMails = systemOperation({
  input: z.object({}),
  run: ({ db }): Promise<DueMail[]> => db.$queryRaw<DueMail[]>`
    WITH due AS MATERIALIZED (
      SELECT id FROM mails WHERE state = 'waiting' AND next_attempt_at <= now()
       ORDER BY (template = 'invite'), next_attempt_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
    UPDATE mails m
       SET attempts = m.attempts + 1, error = 'The console is sending this mail, or stopped while it did.',
           next_attempt_at = now() + make_interval(
             mins => COALESCE((${RETRY_MINUTES}::int[])[m.attempts + 1], 1))
      FROM due WHERE m.id = due.id
    RETURNING m.id::text, m.recipient, m.template, m.parameters, m.attempts,
              m.created_at AS "createdAt"`,
})

export const recordSent = systemOperation({
  input: z.object({ id: z.uuid() }),
  run: ({ db, input: { id } }) => db.$executeRaw`
    UPDATE mails SET state = 'sent', parameters = NULL, error = '', finished_at = now()
     WHERE id = ${id}::uuid AND state = 'waiting'`,
})

/** Gives the mail up if the failure is permanent or this was the last attempt. */
export const recordFailure = systemOperation({
  input: z.object({
    id: z.uuid(),
    attempts: z.number(),
    error: z.string(),
    isPermanent: z.boolean(),
  }),
  run: ({ db, input: { id, attempts, error, isPermanent } }) => {
    const isLast = isPermanent || attempts >= MAX_ATTEMPTS
    return db.$executeRaw`
      UPDATE mails
         SET error = ${error},
             state = CASE WHEN ${isLast} THEN 'failed' ELSE state END,
             parameters = CASE WHEN ${isLast} THEN NULL ELSE parameters END,
             finished_at = CASE WHEN ${isLast} THEN now() END
       WHERE id = ${id}::uuid AND state = 'waiting' AND attempts = ${attempts}`
  },
})

/** Gives up mails that nobody could send in time, and removes old ones. */
export const tidyOutbox = systemOperation({
  input: z.object({}),
  async run({ db }): Promise<void> {
    await db.$executeRaw`
      UPDATE mails SET state = 'failed', parameters = NULL, finished_at = now(),
             error = CASE error WHEN '' THEN 'Mail was off for two days.' ELSE error END
       WHERE state = 'waiting' AND (created_at < now() - ${MAX_AGE}::interval
             OR attempts >= ${MAX_ATTEMPTS} AND next_attempt_at <= now())`
    await db.$executeRaw`
      DELETE FROM mails WHERE state <> 'waiting' AND finished_at < now() - ${RETENTION}::interval`
  },
})
