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
    'Their records return 404, like unknown ones.',
  ],
  [
    'Secrets',
    '`GET` and `POST /authentication` return them.',
    'Shown once, when created or reset. There is no `POST /authentication`.',
  ],
  [
    'Deleting an account',
    '`permanent=true` also deletes the data of its users.',
    'Deactivates the account and its users, who stay inactive when it is reactivated. Until then, changes of it return 409. `permanent` returns 400.',
  ],
  [
    'Protected records',
    'Deleting the default account locks you out.',
    'The default account, yourself and the last Org Admin cannot be deleted or deactivated (409).',
  ],
  [
    'Roles',
    '`PUT /organizations/roles` changes privileges.',
    'The four roles and their privileges are fixed, and `features` is always empty.',
  ],
  [
    'New users',
    'Can request their password by email.',
    '`password` is required, and common ones return 400. With `invite: true` instead, the response has a link with which the user chooses one. Nobody is notified.',
  ],
  [
    'User names',
    'Users have a `username`.',
    'The email address is the user name. It is stored in lower case.',
  ],
  [
    'Deprecated fields',
    '`accountLocked` and others can be ignored.',
    'They say whether the user can sign in now. `PUT /users/{idOrEmail}/unlock` ends a lock-out.',
  ],
  [
    'Audit logs',
    '`GET /audit-logs` lists requests.',
    'Lists what was done or denied, with `operation` and `outcome`. Of the calls below it, only `/authentication` exists.',
  ],
  [
    'Unknown fields',
    'Ignored, like unknown query parameters.',
    'Both return 400. Read-only fields and `null` are ignored.',
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
        className="[&_:is(td,th):first-child]:md:ps-3 [&_tbody_:is(td,th)]:align-top [&_tbody_:is(td,th)]:text-help [&_tbody_:is(td,th)]:md:py-1.5 [&_tbody_th]:font-medium [&_tr]:max-md:px-0"
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
