import { consolePage, consoleTitle } from '@/app/security/console-page'
import {
  addDomainAction,
  removeDomainAction,
  setProviderAccountAction,
  updateProviderAction,
  verifyDomainAction,
} from '@/app/security/settings/providers/actions'
import { DomainsCard } from '@/components/providers/domains-card'
import { NewUsersCard } from '@/components/providers/new-users-card'
import { ProviderForm } from '@/components/providers/provider-form'
import { ProviderStatus } from '@/components/providers/provider-status'
import { RedirectUri } from '@/components/providers/redirect-uri'
import { TestCard } from '@/components/providers/test-card'
import { Page, PageHeading } from '@/components/shell/page'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { searchAccounts } from '@/lib/accounts/list'
import { paths } from '@/lib/paths'
import { whyNotRequirable } from '@/lib/providers/policy'
import { getProvider, listEmergencyAdministrators } from '@/lib/providers/queries'
import { searchText } from '@/lib/search-text'
import { runQuery } from '@/lib/transport/page'
import { redirectUri } from '@/lib/transport/redirect-uri'
import { currentReader } from '@/lib/transport/request'

type Props = PageProps<'/security/settings/providers/[id]'>

export const generateMetadata = consoleTitle<Props>(
  async ({ params }) => (await readProvider(await params)).name,
  ProviderPage,
)

export default consolePage(ProviderPage)

async function ProviderPage({ params, searchParams }: Props) {
  const { test, choose, q } = await searchParams
  const [provider, administrators, choice, reader] = await Promise.all([
    readProvider(await params),
    runQuery(listEmergencyAdministrators),
    choose === undefined ? undefined : readChoice(q),
    currentReader(),
  ])
  const { id, key, name, domains } = provider
  return (
    <Page crumbs={[{ label: 'Settings', href: paths.settings }, { label: name }]}>
      <PageHeading
        title={name}
        actions={
          <ButtonLink href={`${paths.provider(id)}/delete`} variant="danger-outline">
            Delete provider
          </ButtonLink>
        }
      >
        <ProviderStatus provider={provider} />
      </PageHeading>
      <TestCard
        provider={provider}
        outcome={typeof test === 'string' ? test : undefined}
        reader={reader}
      />
      <Card title="Identity provider">
        <div className="px-4 pt-4 md:px-6 md:pt-6">
          <RedirectUri uri={redirectUri(key)} />
        </div>
        <ProviderForm
          provider={provider}
          administrators={administrators}
          requiredBlocked={provider.required ? undefined : whyNotRequirable(provider)}
          action={updateProviderAction}
        />
      </Card>
      <NewUsersCard
        provider={provider}
        choice={choice}
        action={setProviderAccountAction}
        locale={reader.locale}
      />
      <DomainsCard
        id={id}
        domains={domains}
        addAction={addDomainAction}
        verifyAction={verifyDomainAction}
        removeAction={removeDomainAction}
      />
    </Page>
  )
}

async function readChoice(typed: unknown) {
  const q = searchText.parse(typed)
  return { q, found: await runQuery(searchAccounts, { q, size: 25 }) }
}

function readProvider({ id }: { id: string }) {
  return runQuery(getProvider, { id })
}
