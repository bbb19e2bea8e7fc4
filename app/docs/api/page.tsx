import type { Metadata } from 'next'
import { CallNav } from '@/components/api-docs/call-nav'
import { readCalls } from '@/components/api-docs/calls'
import { DocsFrame } from '@/components/api-docs/docs-frame'
import { findCalls } from '@/components/api-docs/find-calls'
import { FoundCalls, NoCalls } from '@/components/api-docs/found-calls'
import { Guide } from '@/components/api-docs/guide'
import { PageHeading } from '@/components/shell/page'
import { Announcement } from '@/components/ui/announcement'
import { buttonVariants } from '@/components/ui/button'
import { LiveRegion } from '@/components/ui/live-region'
import { SearchBox } from '@/components/ui/search-box'
import { openApi } from '@/lib/api/openapi'
import { paths } from '@/lib/paths'
import { searchText } from '@/lib/search-text'

import { BASE } from '@/lib/transport/api-base'

export const metadata: Metadata = { title: 'API documentation' }

export default async function ApiDocs({ searchParams }: PageProps<'/docs/api'>) {
  const q = searchText.parse((await searchParams).q)
  const calls = readCalls(openApi())
  const found = findCalls(calls, q)
  const count = q ? `${found.length} of ${calls.length} calls` : `${calls.length} calls`
  return (
    <LiveRegion>
      <DocsFrame nav={found.length > 0 && <CallNav calls={found} guide={q === ''} />}>
        <PageHeading title="Accounts API" actions={<Document />}>
          <p>Accounts of your organization and their users, for scripts.</p>
        </PageHeading>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <SearchBox
            path={paths.apiDocs}
            name="q"
            value={q}
            otherParams={{}}
            label="Search calls and fields"
          />
          <p className="text-text-2">{count}</p>
          <Announcement text={count} />
        </div>
        {q === '' && <Guide base={BASE} calls={calls} />}
        {found.length > 0 ? <FoundCalls calls={found} /> : <NoCalls q={q} path={paths.apiDocs} />}
      </DocsFrame>
    </LiveRegion>
  )
}

function Document() {
  return (
    <a href={`${BASE}/openapi.json`} className={buttonVariants({})}>
      OpenAPI 3.1 document
    </a>
  )
}
