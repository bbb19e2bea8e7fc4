import 'server-only'
import type { Database } from '@/lib/db/sql'
import { mailColumns } from '@/lib/mail/failed-mail'
import { mailSettings } from '@/lib/mail/settings'
import type { MailOverview, MailView } from '@/lib/mail/view'

const MAX_SHOWN = 10

export async function readMailOverview(
  db: Database,
  organizationId: number,
): Promise<MailOverview> {
  const { from } = mailSettings() ?? {}
  const mails = await db.$queryRaw<MailView[]>`
    SELECT ${mailColumns} FROM mails m WHERE m.organization_id = ${organizationId}
     ORDER BY m.created_at DESC, m.id LIMIT ${MAX_SHOWN}`
  return { isOn: from !== undefined, from: from ? formatSender(from) : '', mails }
}

function formatSender({ name, address }: { name: string; address: string }): string {
  return name === '' ? address : `${name} <${address}>`
}
