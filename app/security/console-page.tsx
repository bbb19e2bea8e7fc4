import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { NoAccess } from '@/app/no-access'
import { Page, PageHeading } from '@/components/shell/page'
import { SessionPage } from '@/components/shell/session-boundary'
import { ButtonLink } from '@/components/ui/button'
import { AppError } from '@/lib/errors'
import { paths } from '@/lib/paths'
import { requireAdministrator } from '@/lib/transport/page'
import { currentActor } from '@/lib/transport/session'
import { setStatus } from '@/lib/transport/status'

/** Wraps a console page: ties it to the session, and shows errors of its queries as a page. */
export function consolePage<P>(render: (props: P) => Promise<ReactNode>) {
  return async (props: P) => {
    const page = await render(props).catch(errorPage)
    const actor = await currentActor()
    return <SessionPage userId={actor?.userId}>{page}</SessionPage>
  }
}

export function consoleTitle<P>(title: string | ((props: P) => Promise<string>)) {
  const read = typeof title === 'string' ? () => requireAdministrator().then(() => title) : title
  return async (props: P): Promise<Metadata> => ({
    title: await read(props).catch((error: unknown) => {
      if (error instanceof AppError) return error.code === 'forbidden' ? 'No access' : 'Not found'
      throw error
    }),
  })
}

function errorPage(error: unknown): ReactNode {
  if (!(error instanceof AppError)) throw error
  // Seen only if the role was removed since the layout was rendered.
  if (error.code === 'forbidden') return <NoAccess />
  if (error.code !== 'not-found' && error.code !== 'invalid') throw error
  setStatus(404)
  return (
    <Page crumbs={[{ label: 'Not found' }]}>
      <PageHeading title="Not found">
        <p>This page doesn't exist, or what it showed has been deleted.</p>
      </PageHeading>
      <div>
        <ButtonLink href={paths.accounts}>Back to accounts</ButtonLink>
      </div>
    </Page>
  )
}
