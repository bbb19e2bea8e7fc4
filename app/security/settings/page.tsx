import { consolePage, consoleTitle } from '@/app/security/console-page'
import {
  resetOrganizationSecretAction,
  sendTestMailAction,
  updateOrganizationAction,
  withdrawOrganizationSecretAction,
} from '@/app/security/settings/actions'
import { OrganizationSecretCard } from '@/app/security/settings/organization-secret-card'
import { SecondFactorCard } from '@/app/security/settings/second-factor-card'
import { ProvidersCard } from '@/components/providers/providers-card'
import { MailCard } from '@/components/settings/mail-card'
import { OrganizationCard } from '@/components/settings/organization-card'
import { Page, PageHeading } from '@/components/shell/page'
import { secretCreated } from '@/components/users/secret-created'
import { getMailOverview } from '@/lib/mail/queries'
import { getOrganization, getOrganizationSecret } from '@/lib/organization/queries'
import { listProviders } from '@/lib/providers/queries'
import { runQuery } from '@/lib/transport/page'
import { currentReader } from '@/lib/transport/request'

export const generateMetadata = consoleTitle('Settings', SettingsPage)

export default consolePage(SettingsPage)

async function SettingsPage({ searchParams }: PageProps<'/security/settings'>) {
  const query = await searchParams
  const [organization, secret, providers, mail, reader] = await Promise.all([
    runQuery(getOrganization),
    runQuery(getOrganizationSecret),
    runQuery(listProviders),
    runQuery(getMailOverview),
    currentReader(),
  ])
  const withdrawing = 'withdraw' in query ? 'withdraw' : undefined
  return (
    <Page crumbs={[{ label: 'Settings' }]}>
      <PageHeading title="Settings" />
      <OrganizationCard
        organization={organization}
        action={updateOrganizationAction}
        reader={reader}
      />
      <SecondFactorCard />
      <OrganizationSecretCard
        organizationName={organization.name}
        created={secretCreated(secret, reader)}
        confirming={'reset' in query ? 'reset' : withdrawing}
        resetAction={resetOrganizationSecretAction}
        withdrawAction={withdrawOrganizationSecretAction}
      />
      <ProvidersCard providers={providers} />
      <MailCard mail={mail} action={sendTestMailAction} reader={reader} />
    </Page>
  )
}
