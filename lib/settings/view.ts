import type { MailOverview } from '@/lib/mail/view'
import type { OrganizationView, SecretView } from '@/lib/organization/view'
import type { ListedProvider } from '@/lib/providers/view'
import type { WithoutFactor } from '@/lib/second-factor/view'

export type SettingsView = {
  organization: OrganizationView
  /** Null without a secret. */
  secret: SecretView | null
  /** Whom the policies that require a second factor lead to set one up, or would. */
  withoutFactor: WithoutFactor
  providers: ListedProvider[]
  mail: MailOverview
}
