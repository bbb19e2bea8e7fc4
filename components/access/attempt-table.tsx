import { DataTable } from '@/components/ui/data-table'
import { StatusPill } from '@/components/ui/status'
import { TableHead } from '@/components/ui/table-head'
import { TimeAgo } from '@/components/ui/time'
import type { SignInAttempt } from '@/lib/access/view'
import type { Reader } from '@/lib/reader'

const methods: { [method in NonNullable<SignInAttempt['method']>]: string } = {
  password: 'Password',
  'password and code': 'Password and code',
  'password and recovery code': 'Password and recovery code',
  passkey: 'Passkey',
  provider: 'Identity provider',
  link: 'Link',
}

type Props = { attempts: SignInAttempt[]; reader: Reader }

export function AttemptTable({ attempts, reader }: Props) {
  return (
    <DataTable caption="Last sign-ins">
      <TableHead columns={['Result', 'Method', 'Browser', 'Network', 'Time']} />
      <tbody>
        {attempts.map(({ seq, at, succeeded, method, reason, browser, network }) => (
          <tr key={seq}>
            <td className="main max-w-md">
              <StatusPill tone={succeeded ? 'ok' : 'warn'}>
                {succeeded ? 'Signed in' : 'Denied'}
              </StatusPill>
              {reason && <p className="text-help text-text-2">{reason}</p>}
            </td>
            <td className="text-text-2" data-label="Method">
              {method ? methods[method] : '—'}
            </td>
            <td className="text-text-2" data-label="Browser">
              {browser}
            </td>
            <td className="text-text-2" data-label="Network">
              {network}
            </td>
            <td className="text-text-2" data-label="Time">
              <TimeAgo date={at} reader={reader} />
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  )
}
