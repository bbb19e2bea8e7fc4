import 'server-only'
import { z } from 'zod'
import { mailColumns } from '@/lib/mail/failed-mail'
import { mailSettings } from '@/lib/mail/settings'
import type { MailOverview, MailView } from '@/lib/mail/view'
import { query } from '@/lib/operation'

const MAX_SHOWN = 10

export const getMailOverview = query({
  name: 'mail.getOverview',
  permission: 'organization:read',
  input: z.object({}),
  async run({ actor, db }): Promise<MailOverview> {
    const { from } = mailSettings() ?? {}
    const mails = await db.$queryRaw<MailView[]>`
      SELECT ${mailColumns} FROM mails m WHERE m.organization_id = ${actor.organizationId}
       ORDER BY m.created_at DESC, m.id LIMIT ${MAX_SHOWN}`
    return { isOn: from !== undefined, from: from ? formatSender(from) : '', mails }
  },
})

function formatSender({ name, address }: { name: string; address: string }): string {
  return name === '' ? address : `${name} <${address}>`
}
