import { Button } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table'
import { Badge } from '@/components/ui/status'
import { TableHead } from '@/components/ui/table-head'
import { TimeAgo } from '@/components/ui/time'
import type { Reader } from '@/lib/reader'
import type { SessionView } from '@/lib/sessions/view'

/** Stands in a form that ends the session whose button is pressed. */
export function SessionTable({ sessions, reader }: { sessions: SessionView[]; reader: Reader }) {
  return (
    <DataTable caption="Sessions">
      <TableHead columns={['Browser', 'Address', 'Since', 'Last used']} actions />
      <tbody>
        {sessions.map(({ id, createdAt, lastUsedAt, address, browser, isCurrent }) => (
          <tr key={id}>
            <td className="main max-w-md">
              <span>{browser}</span> {isCurrent && <Badge>This session</Badge>}
            </td>
            <td className="text-text-2" data-label="Address">
              {address}
            </td>
            <td className="text-text-2" data-label="Since">
              <TimeAgo date={createdAt} reader={reader} />
            </td>
            <td className="text-text-2" data-label="Last used">
              <TimeAgo date={lastUsedAt} reader={reader} />
            </td>
            <td className="actions">
              {!isCurrent && (
                <Button
                  type="submit"
                  name="sessionId"
                  value={id}
                  aria-label={`End session: ${browser}, ${address}`}
                >
                  End
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  )
}
