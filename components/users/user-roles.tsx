import { Badge } from '@/components/ui/status'
import { roleNames } from '@/lib/roles/policy'

/** A cell with the roles that not everyone has. */
export function RolesCell({
  orgAdmin,
  accountAdmin,
}: {
  orgAdmin: boolean
  accountAdmin: boolean
}) {
  if (!orgAdmin && !accountAdmin) {
    return (
      <td className="below text-text-2" data-label="Roles">
        None
      </td>
    )
  }
  return (
    <td className="below">
      <span className="flex flex-wrap gap-1">
        {orgAdmin && <Badge>{roleNames['org-admin']}</Badge>}
        {accountAdmin && <Badge>{roleNames.admin}</Badge>}
      </span>
    </td>
  )
}
