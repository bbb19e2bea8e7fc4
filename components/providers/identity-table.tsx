import { Button } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table'
import { TableHead } from '@/components/ui/table-head'
import { DateText } from '@/components/ui/time'
import type { LinkedIdentity } from '@/lib/providers/view'
import type { Reader } from '@/lib/reader'

type Props = { identities: LinkedIdentity[]; reader: Reader }

/** Stands in a form that unlinks the provider whose button is pressed. */
export function IdentityTable({ identities, reader }: Props) {
  return (
    <>
      <DataTable caption="Identity providers">
        <TableHead columns={['Provider', 'Known there as', 'Linked']} actions />
        <tbody>
          {identities.map(({ providerId, provider, subject, createdAt }) => (
            <tr key={`${providerId} ${subject}`}>
              <td className="main">
                <bdi>{provider}</bdi>
              </td>
              <td className="below wrap-anywhere text-text-2" data-label="Known there as">
                {subject}
              </td>
              <td className="below text-text-2" data-label="Linked">
                <DateText date={createdAt} reader={reader} />
              </td>
              <td className="actions">
                <Button
                  type="submit"
                  name="providerId"
                  value={providerId}
                  aria-label={`Unlink ${provider}`}
                >
                  Unlink
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </DataTable>
      <p className="px-4 pt-2 pb-4 text-help text-text-2 md:px-6">
        Unlinking signs them out. The provider links them again when they sign in there with their
        verified email address.
      </p>
    </>
  )
}
