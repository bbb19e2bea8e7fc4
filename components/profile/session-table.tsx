import { DataTable } from '@/components/ui/data-table'
import { Badge } from '@/components/ui/status'
import { TimeAgo } from '@/components/ui/time'
import type { Reader } from '@/lib/reader'
import type { SessionView } from '@/lib/sessions/view'

type Session = Omit<SessionView, 'userAgent'> & { browser: string }

export function SessionTable({ sessions, reader }: { sessions: Session[]; reader: Reader }) {
  return (
    <DataTable caption="Sessions">
      <thead>
        <tr>
          <th scope="col">Browser</th>
          <th scope="col">Address</th>
          <th scope="col">Since</th>
        </tr>
      </thead>
      <tbody>
        {sessions.map(({ createdAt, address, browser, isCurrent }) => (
          <tr key={`${createdAt.toISOString()} ${address}`}>
            <td className="main max-w-md">
              <span>{browser}</span> {isCurrent && <Badge>This session</Badge>}
            </td>
            <td className="text-text-2" data-label="Address">
              {address}
            </td>
            <td className="text-text-2" data-label="Since">
              <TimeAgo date={createdAt} reader={reader} />
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  )
}
