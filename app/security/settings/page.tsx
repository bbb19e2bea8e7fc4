import { consolePage, consoleTitle } from '@/app/security/console-page'
import {
  sendTestMailAction,
  setPasswordPolicyAction,
  setSessionPolicyAction,
  updateOrganizationAction,
} from '@/app/security/settings/actions'
import { OrganizationSecretCard } from '@/app/security/settings/organization-secret-card'
import { SecondFactorCard } from '@/app/security/settings/second-factor-card'
import { ProvidersCard } from '@/components/providers/providers-card'
import { MailCard } from '@/components/settings/mail-card'
import { OrganizationCard } from '@/components/settings/organization-card'
import { PasswordPolicyForm } from '@/components/settings/password-policy-form'
import { SessionPolicyForm } from '@/components/settings/session-policy-form'
import { SettingsContents } from '@/components/settings/settings-contents'
import { Page, PageHeading } from '@/components/shell/page'
import { Card } from '@/components/ui/card'
import { findSecretChange } from '@/components/users/secret-change'
import { parsePolicyPreset } from '@/lib/passwords/policy'
import { getSettings } from '@/lib/settings/queries'
import { runQuery } from '@/lib/transport/page'
import { currentReader } from '@/lib/transport/request'
import { currentFormBody } from '@/lib/transport/status'

export const generateMetadata = consoleTitle('Settings', SettingsPage)

export default consolePage(SettingsPage)

async function SettingsPage({ searchParams }: PageProps<'/security/settings'>) {
  const query = await searchParams
  const [settings, reader] = await Promise.all([runQuery(getSettings), currentReader()])
  const { organization, providers, mail } = settings
  // The response to a submitted form shows what is saved.
  const preset = currentFormBody() ? undefined : parsePolicyPreset(query.policy)
  return (
    <Page crumbs={[{ label: 'Settings' }]}>
      <PageHeading title="Settings">
        <SettingsContents />
      </PageHeading>
      <OrganizationCard
        organization={organization}
        action={updateOrganizationAction}
        reader={reader}
      />
      <Card title="Password policy" id="password-policy">
        <PasswordPolicyForm
          policy={organization.passwordPolicy}
          version={organization.passwordPolicyVersion}
          preset={preset}
          action={setPasswordPolicyAction}
        />
      </Card>
      <Card title="Sessions" id="sessions">
        <SessionPolicyForm
          policy={organization.sessionPolicy}
          limits={organization.sessionLimits}
          version={organization.sessionPolicyVersion}
          action={setSessionPolicyAction}
        />
      </Card>
      <SecondFactorCard {...settings} reader={reader} />
      <OrganizationSecretCard {...settings} confirming={findSecretChange(query)} reader={reader} />
      <ProvidersCard providers={providers} />
      <MailCard mail={mail} action={sendTestMailAction} reader={reader} />
    </Page>
  )
}
