import type { Metadata } from 'next'
import { chooseSingleKeys } from '@/app/actions'
import { DocsLayout } from '@/components/api-docs/docs-layout'
import { EndpointList, NoEndpoints } from '@/components/api-docs/endpoint-list'
import { readEndpoints } from '@/components/api-docs/endpoints'
import { Guide } from '@/components/api-docs/guide'
import { searchEndpoints } from '@/components/api-docs/search-endpoints'
import { TableOfContents } from '@/components/api-docs/table-of-contents'
import { Commands } from '@/components/shell/commands'
import { NavigationProgress } from '@/components/shell/navigation-progress'
import { PageHeading } from '@/components/shell/page'
import { Announcement } from '@/components/ui/announcement'
import { buttonVariants } from '@/components/ui/button-variants'
import { formatCount, formatNumber } from '@/components/ui/format'
import { LiveRegion } from '@/components/ui/live-region'
import { SearchBox } from '@/components/ui/search-box'
import { openApiDocument } from '@/lib/api/openapi'
import { paths } from '@/lib/paths'
import { searchText } from '@/lib/search-text'
import { API_PATH } from '@/lib/transport/api-path'
import { currentLocale, currentSingleKeys } from '@/lib/transport/request'

export const metadata: Metadata = { title: 'API documentation' }

const endpoints = readEndpoints(openApiDocument)

export default async function ApiDocs({ searchParams }: PageProps<'/docs/api'>) {
  const locale = await currentLocale()
  const q = searchText.parse((await searchParams).q)
  const matches = searchEndpoints(endpoints, q)
  const total = formatCount(endpoints.length, 'endpoint', locale)
  const count = q ? `${formatNumber(matches.length, locale)} of ${total}` : total
  const contents = matches.length > 0 && (
    <TableOfContents endpoints={matches} showGuide={q === ''} />
  )
  return (
    <LiveRegion>
      <Commands singleKeys={await currentSingleKeys()} chooseSingleKeys={chooseSingleKeys}>
        <NavigationProgress />
        <DocsLayout contents={contents}>
          <PageHeading title="Accounts API" actions={<OpenApiLink />}>
            <p>Manage the accounts and users of your organization.</p>
          </PageHeading>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <SearchBox
              path={paths.apiDocs}
              name="q"
              value={q}
              otherParams={{}}
              label="Search endpoints and fields"
            />
            <p className="text-text-2">{count}</p>
            <Announcement text={count} />
          </div>
          {q === '' && <Guide basePath={API_PATH} endpoints={endpoints} />}
          {matches.length > 0 ? (
            <EndpointList endpoints={matches} locale={locale} />
          ) : (
            <NoEndpoints q={q} />
          )}
        </DocsLayout>
      </Commands>
    </LiveRegion>
  )
}

function OpenApiLink() {
  return (
    <a href={`${API_PATH}/openapi.json`} className={buttonVariants({})}>
      OpenAPI 3.1 document
    </a>
  )
}
