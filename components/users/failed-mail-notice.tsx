import { Notice } from '@/components/ui/notice'
import { TimeText } from '@/components/ui/time'
import type { MailView } from '@/lib/mail/view'
import type { Reader } from '@/lib/reader'

type Props = { mail: MailView; reader: Reader }

/** Why the latest mail to a user has not arrived. */
export function FailedMailNotice({ mail, reader }: Props) {
  const { recipient, state, error, createdAt, nextAttemptAt } = mail
  return (
    <Notice tone="warn">
      <p className="font-medium">
        <span>{`The last mail to ${recipient} was not sent. It was queued at `}</span>
        <TimeText date={createdAt} reader={reader} />
        <span>.</span>
      </p>
      <p className="wrap-anywhere">{`Reason: ${error}`}</p>
      {state === 'waiting' && (
        <p>
          <span>{'It is tried again at '}</span>
          <TimeText date={nextAttemptAt} reader={reader} />
          <span>.</span>
        </p>
      )}
    </Notice>
  )
}
