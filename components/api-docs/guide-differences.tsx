import { InlineCode, Paragraph } from '@/components/api-docs/inline-code'
import { DataTable } from '@/components/ui/data-table'

const differences: [subject: string, before: string, here: string][] = [
  [
    'Access',
    'Account administrators manage the users of their account.',
    'Only organization administrators can call the API. Everyone else gets 401.',
  ],
  [
    'Other organizations',
    'Their records return 403.',
    'Their records return 404, like records that do not exist.',
  ],
  [
    'Secrets',
    '`GET` can return a `secret`, and `POST /authentication` returns it for a password.',
    'A secret is shown once, when it is created or reset. There is no `POST /authentication`.',
  ],
  [
    'Deleting an account',
    'With `permanent=true`, also deletes the data of its users.',
    'Deactivates the account and its users. `permanent` returns 400.',
  ],
  [
    'Inactive accounts',
    'Lists never contain them.',
    'Lists contain them with `includeInactive=true`. Until you reactivate an account, every other change of it returns 409.',
  ],
  [
    'Protected records',
    'You can delete the default account, and then nobody can sign in.',
    'You cannot delete or deactivate the default account, yourself or the last Org Admin (409).',
  ],
  [
    'Roles',
    '`PUT /organizations/roles` changes the privileges of a role.',
    'The four roles are fixed, so there is only `GET`. `features` is always empty.',
  ],
  [
    'New users',
    'Can have no password and request one by email.',
    '`password` is required. The console sends no email.',
  ],
  [
    'User names',
    'Users have a `username`.',
    'People sign in with their email address, which is stored in lower case.',
  ],
  [
    'Deprecated fields',
    'You can ignore `accountLocked`, `credentialsExpired`, `enabled` and the like.',
    'They describe whether the user can sign in now.',
  ],
  [
    'Unknown fields and parameters',
    'Are ignored.',
    'Return 400. Read-only fields and `null` are ignored.',
  ],
]

export function Differences() {
  return (
    <>
      <Paragraph>
        Scripts written for Cloud Elements 2.0 work here with another host and other secrets: the
        paths, headers and fields of accounts, users and organizations are the same. These are the
        exceptions. All other APIs of Cloud Elements, such as `/instances`, do not exist here.
      </Paragraph>
      <DataTable
        caption="Differences from Cloud Elements 2.0"
        className="[&_tbody_th]:align-top [&_tbody_td]:align-top [&_td]:text-help"
      >
        <thead>
          <tr>
            <th scope="col">Subject</th>
            <th scope="col">Cloud Elements 2.0</th>
            <th scope="col">This console</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(([subject, before, here]) => (
            <tr key={subject}>
              <th scope="row">{subject}</th>
              <td data-label="Cloud Elements 2.0">
                <InlineCode>{before}</InlineCode>
              </td>
              <td data-label="This console">
                <InlineCode>{here}</InlineCode>
              </td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </>
  )
}
