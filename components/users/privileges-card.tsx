import { Check } from 'lucide-react'
import { Card, CardBody } from '@/components/ui/card'
import { DataTable } from '@/components/ui/data-table'
import type { RoleView } from '@/lib/roles/view'

/** What each role allows, and that nothing else gives access. */
export function PrivilegesCard({ roles }: { roles: RoleView[] }) {
  const [most] = roles.toSorted((a, b) => b.privileges.length - a.privileges.length)
  return (
    <Card title="What each role may do" id="privileges">
      <CardBody>
        <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-2 lg:grid-cols-4">
          {roles.map(({ key, name, description }) => (
            <div key={key}>
              <dt className="font-medium">{name}</dt>
              <dd className="text-help text-text-2">{description}</dd>
            </div>
          ))}
        </dl>
      </CardBody>
      <DataTable caption="What each role may do">
        <thead>
          <tr>
            <th scope="col">Privilege</th>
            {roles.map(({ key, name }) => (
              <th key={key} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {most?.privileges.map((privilege) => (
            <tr key={privilege.key}>
              <th scope="row" className="main">
                {privilege.description}
              </th>
              {roles.map((role) => (
                <PrivilegeCell key={role.key} role={role} privilege={privilege.key} />
              ))}
            </tr>
          ))}
        </tbody>
      </DataTable>
      <CardBody>
        <p className="text-help text-text-2">
          Privileges are fixed. Only Org Admins manage accounts and security, here and through the
          API.
        </p>
      </CardBody>
    </Card>
  )
}

function PrivilegeCell({ role, privilege }: { role: RoleView; privilege: string }) {
  const isAllowed = role.privileges.some(({ key }) => key === privilege)
  return (
    <td data-label={role.name}>
      {isAllowed ? (
        <span className="inline-flex items-center gap-1.5 align-bottom">
          <Check size={16} aria-hidden="true" className="text-ok" />
          <span>Yes</span>
        </span>
      ) : (
        <span className="text-text-2">No</span>
      )}
    </td>
  )
}
