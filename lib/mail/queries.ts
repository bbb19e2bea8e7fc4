import 'server-only'
import { z } from 'zod'
import { SQL } from '@/lib/db/sql'
import { mailOfUserSchema } from '@/lib/mail/schema'
import { mailSettings } from '@/lib/mail/settings'
import type { MailOverview, MailView } from '@/lib/mail/view'
import { query } from '@/lib/operation'

const MAX_SHOWN = 10

const columns = SQL.sql`m.id::text, m.recipient, m.template, m.state, m.attempts, m.error,
  m.created_at AS "createdAt", m.next_attempt_at AS "nextAttemptAt"`

export const getMailOverview = query({
  name: 'mail.getOverview',
  permission: 'organization:read',
  input: z.object({}),
  async run({ actor, db }): Promise<MailOverview> {
    const { from } = mailSettings() ?? {}
    const mails = await db.$queryRaw<MailView[]>`
      SELECT ${columns} FROM mails m WHERE m.organization_id = ${actor.organizationId}
       ORDER BY m.created_at DESC, m.id LIMIT ${MAX_SHOWN}`
    return { isOn: from !== undefined, from: from ? formatSender(from) : '', mails }
  },
})

/** The latest mail to a user, if its last attempt failed. */
export const getFailedMail = query({
  name: 'mail.getFailed',
  permission: 'users:read',
  input: mailOfUserSchema,
  async run({ actor, db, input: { userId } }): Promise<MailView | undefined> {
    const [mail] = await db.$queryRaw<MailView[]>`
      SELECT ${columns} FROM mails m
       WHERE m.user_id = ${userId} AND m.organization_id = ${actor.organizationId}
       ORDER BY m.created_at DESC, m.id LIMIT 1`
    return mail?.error ? mail : undefined
  },
})

function formatSender({ name, address }: { name: string; address: string }): string {
  return name === '' ? address : `${name} <${address}>`
}
