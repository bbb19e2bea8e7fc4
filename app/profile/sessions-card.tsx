import { endOtherSessionsAction, endSessionAction } from '@/app/profile/actions'
import { EndSessionForm } from '@/components/sessions/end-session-form'
import { EndSessionsForm } from '@/components/sessions/end-sessions-form'
import { SessionTable } from '@/components/sessions/session-table'
import { Card, CardBody } from '@/components/ui/card'
import type { Reader } from '@/lib/reader'
import { MAX_SESSIONS } from '@/lib/sessions/policy'
import type { OwnSessions } from '@/lib/sessions/view'

type Props = OwnSessions & { reader: Reader }

export function SessionsCard({ sessions, idleMinutes, absoluteHours, reader }: Props) {
  const limits = `A session ends after ${absoluteHours === 1 ? '1 hour' : `${absoluteHours} hours`}, or after ${idleMinutes} minutes without activity. You can have ${MAX_SESSIONS} sessions: another sign-in ends the oldest.`
  return (
    <Card title="Sessions" aside={sessions.length}>
      <EndSessionForm action={endSessionAction}>
        <SessionTable sessions={sessions} reader={reader} />
      </EndSessionForm>
      <CardBody>
        <div className="grid gap-3">
          <EndSessionsForm action={endOtherSessionsAction} others={sessions.length - 1} />
          <p className="text-help text-text-2">{limits}</p>
        </div>
      </CardBody>
    </Card>
  )
}
