import 'server-only'
import { selectList } from '@/lib/db/columns'
import { SQL } from '@/lib/db/sql'
import { listedUserColumns } from '@/lib/users/columns'
import { statusColumns } from '@/lib/users/status'

/** A user `u` with their account. */
export const personColumns = SQL.sql`
  ${selectList(listedUserColumns)}, ${statusColumns},
  (SELECT json_build_object('name', name, 'active', active, 'defaultAccount', default_account,
                            'accountAdmin', account_admin)
     FROM accounts a WHERE a.id = u.account_id) AS account`
