import { DataTable } from '@/components/ui/data-table'
import { Email } from '@/components/ui/email'
import { StatusPill } from '@/components/ui/status'
import { TableHead } from '@/components/ui/table-head'
import { TimeText } from '@/components/ui/time'
import type { MailView } from '@/lib/mail/view'
import type { Reader } from '@/lib/reader'

type Props = { mails: MailView[]; reader: Reader }

const names: { [template: string]: string } = {
  'password-link': 'Password link',
  invite: 'Invite',
  'confirm-email': 'Confirm email address',
  'password-changed': 'Password changed',
  'second-factor-removed': 'Second factor removed',
  'authenticator-added': 'Authenticator app added',
  'passkey-added': 'Passkey added',
  'new-device': 'New sign-in',
  'made-org-admin': 'Made Org Admin',
  'organization-secret-reset': 'Organization Secret replaced',
  'email-changed': 'Email address changed',
  test: 'Test',
}

export function MailTable({ mails, reader }: Props) {
  return (
    <DataTable caption="Last mails" className="border-border border-t tabular:table-fixed">
      <TableHead
        columns={['To', 'Mail', 'Queued', 'Result']}
        widths={{ To: 'tabular:w-[30%]', Mail: 'tabular:w-[20%]', Queued: 'tabular:w-[18%]' }}
      />
      <tbody>
        {mails.map((mail) => (
          <tr key={mail.id}>
            <td className="main">
              <Email address={mail.recipient} />
            </td>
            <td className="below" data-label="Mail">
              {names[mail.template] ?? mail.template}
            </td>
            <td className="below text-text-2" data-label="Queued">
              <TimeText date={mail.createdAt} reader={reader} />
            </td>
            <td className="below">
              <Result mail={mail} reader={reader} />
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  )
}

const pills = {
  sent: { tone: 'ok', label: 'Sent' },
  waiting: { tone: 'neutral', label: 'Waiting' },
  failed: { tone: 'warn', label: 'Not sent' },
} as const

function Result({ mail, reader }: { mail: MailView; reader: Reader }) {
  const { state, error, nextAttemptAt } = mail
  const { tone, label } = pills[state]
  return (
    <div className="grid justify-items-start gap-1">
      <StatusPill tone={tone}>{label}</StatusPill>
      {error && <span className="wrap-anywhere text-help">{error}</span>}
      {error && state === 'waiting' && (
        <span className="text-help text-text-2">
          <span>{'Next attempt: '}</span>
          <TimeText date={nextAttemptAt} reader={reader} />
        </span>
      )}
    </div>
  )
}
