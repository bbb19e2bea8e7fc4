import { randomUUID } from 'node:crypto'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { consolePage, consoleTitle } from '@/app/security/console-page'
import { addProviderAction } from '@/app/security/settings/providers/actions'
import { AddProviderForm } from '@/components/providers/add-provider-form'
import { Page, PageHeading } from '@/components/shell/page'
import { Card, CardBody } from '@/components/ui/card'
import { paths } from '@/lib/paths'
import { requireAdministrator } from '@/lib/transport/page'
import { redirectUri } from '@/lib/transport/redirect-uri'

export const generateMetadata = consoleTitle('Add Identity Provider', AddProviderPage)

export default consolePage(AddProviderPage)

async function AddProviderPage({ searchParams }: PageProps<'/security/settings/providers/new'>) {
  await requireAdministrator()
  // In the URL, so that the redirect URI stays the same when the page is loaded again.
  const { data: key } = z.guid().safeParse((await searchParams).key)
  if (key === undefined) redirect(`${paths.addProvider}?key=${randomUUID()}`)
  return (
    <Page
      crumbs={[{ label: 'Settings', href: paths.settings }, { label: 'Add Identity Provider' }]}
    >
      <PageHeading title="Add Identity Provider" />
      <Card title="Identity provider">
        <CardBody>
          <AddProviderForm
            providerKey={key}
            redirectUri={redirectUri(key)}
            action={addProviderAction}
          />
        </CardBody>
      </Card>
    </Page>
  )
}
