import { DataTable } from '@/components/ui/data-table'
import { Badge } from '@/components/ui/status'
import { DateText } from '@/components/ui/time'
import type { SessionView } from '@/lib/sessions/view'

export function SessionTable({ sessions, locale }: { sessions: SessionView[]; locale: string }) {
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
        {sessions.map(({ createdAt, address, userAgent, isCurrent }) => (
          <tr key={`${createdAt.toISOString()} ${address}`}>
            <td className="main max-w-md">
              <span>{userAgent || 'Unknown'}</span> {isCurrent && <Badge>This session</Badge>}
            </td>
            <td className="text-text-2" data-label="Address">
              {address}
            </td>
            <td className="text-text-2" data-label="Since">
              <DateText date={createdAt} locale={locale} />
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  )
}
