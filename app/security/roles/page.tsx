import { z } from 'zod'
import { consolePage, consoleTitle } from '@/app/security/console-page'
import {
  grantRoleAction,
  revokeAccountRoleAction,
  revokeRoleAction,
} from '@/app/security/roles/actions'
import { Page, PageHeading } from '@/components/shell/page'
import { formatNumber } from '@/components/ui/format'
import { AccountsWithRole } from '@/components/users/accounts-with-role'
import { AdministratorsCard } from '@/components/users/administrators-card'
import { PrivilegesCard } from '@/components/users/privileges-card'
import { listRoles } from '@/lib/organization/queries'
import { searchText } from '@/lib/search-text'
import { runQuery } from '@/lib/transport/page'
import { currentReader } from '@/lib/transport/request'
import { findCandidates } from '@/lib/user-list/queries'
import { listAdministrators } from '@/lib/users/administrators'
import { administratorsSchema } from '@/lib/users/query-schema'

export const generateMetadata = consoleTitle('Roles', RolesPage)

export default consolePage(RolesPage)

const querySchema = administratorsSchema.extend({
  give: z.enum(['org-admin', 'admin']).optional().catch(undefined),
  q: searchText,
})

async function RolesPage({ searchParams }: PageProps<'/security/roles'>) {
  const { give, q, ...cursors } = querySchema.parse(await searchParams)
  const [roles, administrators, found, { locale }] = await Promise.all([
    runQuery(listRoles),
    runQuery(listAdministrators, cursors),
    give && runQuery(findCandidates, { q, role: give }),
    currentReader(),
  ])
  const { adminContext, orgAdmins, accountAdmins, accounts } = administrators
  const shared = {
    giving: give && found && { role: give, q, found },
    adminContext,
    giveAction: grantRoleAction,
    revokeAction: revokeRoleAction,
    locale,
  }
  return (
    <Page crumbs={[{ label: 'Roles' }]}>
      <PageHeading title="Roles" />
      <AdministratorsCard
        {...shared}
        roleKey="org-admin"
        id="org-admins"
        cursorName="orgAdmins"
        page={orgAdmins}
        aside={`${formatNumber(adminContext.activeAdministrators, locale)} active`}
      />
      <AdministratorsCard
        {...shared}
        roleKey="admin"
        id="account-admins"
        cursorName="accountAdmins"
        page={accountAdmins}
      >
        <AccountsWithRole
          page={accounts}
          cardId="account-admins"
          revokeAction={revokeAccountRoleAction}
          locale={locale}
        />
      </AdministratorsCard>
      <PrivilegesCard roles={roles} />
    </Page>
  )
}
