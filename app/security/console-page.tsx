import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { Page, PageHeading } from '@/components/shell/page'
import { ButtonLink } from '@/components/ui/button'
import { AppError } from '@/lib/errors'
import { paths } from '@/lib/paths'
import { setStatus } from '@/lib/transport/status'

/** A page of the console: what its queries refuse to show becomes the page that says so. */
export function consolePage<P>(render: (props: P) => Promise<ReactNode>) {
  return (props: P) => render(props).catch(refusal)
}

/** The title of such a page, or that of the page that says so. */
export function consoleTitle<P>(title: (props: P) => Promise<string>) {
  return async (props: P): Promise<Metadata> => ({
    title: await title(props).catch((error: unknown) => {
      if (error instanceof AppError) return error.code === 'forbidden' ? 'No access' : 'Not found'
      throw error
    }),
  })
}

function refusal(error: unknown): ReactNode {
  if (!(error instanceof AppError)) throw error
  // The layout shows in place of this what somebody without the role sees.
  if (error.code === 'forbidden') return null
  if (error.code !== 'not-found' && error.code !== 'invalid') throw error
  setStatus(404)
  return <NotFound />
}

function NotFound() {
  return (
    <Page crumbs={[{ label: 'Not found' }]}>
      <PageHeading title="Not found">
        <p>There is no such page, or what it showed has been deleted.</p>
      </PageHeading>
      <div>
        <ButtonLink href={paths.accounts}>Back to Accounts</ButtonLink>
      </div>
    </Page>
  )
}
