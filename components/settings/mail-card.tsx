import { MailTable } from '@/components/settings/mail-table'
import { TestMailForm } from '@/components/settings/test-mail-form'
import { Card, CardBody } from '@/components/ui/card'
import { StatusPill } from '@/components/ui/status'
import type { FormAction } from '@/components/ui/use-server-action'
import type { MailOverview } from '@/lib/mail/view'
import type { Reader } from '@/lib/reader'

type Props = { mail: MailOverview; action: FormAction<unknown>; reader: Reader }

export function MailCard({ mail, action, reader }: Props) {
  const { isOn, from, mails } = mail
  return (
    <Card
      title="Mail"
      id="mail"
      aside={<StatusPill tone={isOn ? 'ok' : 'neutral'}>{isOn ? 'On' : 'Off'}</StatusPill>}
    >
      <CardBody>
        {isOn ? (
          <div className="grid gap-4">
            <p className="text-text-2">
              <span>{'Sent from '}</span>
              <span className="wrap-anywhere text-text">{from}</span>
            </p>
            <TestMailForm action={action} />
          </div>
        ) : (
          <p className="text-text-2">
            This console sends no mail. People get links and passwords from you. To turn mail on,
            the operator of the server sets SMTP_URL and MAIL_FROM.
          </p>
        )}
      </CardBody>
      {mails.length > 0 && <MailTable mails={mails} reader={reader} />}
    </Card>
  )
}
