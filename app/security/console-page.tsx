import type { Metadata } from 'next'
import { type ErrorPage, guard, type Render, type RouteProps } from '@/app/guarded-page'
import { NoAccess } from '@/app/no-access'
import { Page, PageHeading } from '@/components/shell/page'
import { SessionPage } from '@/components/shell/session-boundary'
import { ButtonLink } from '@/components/ui/button'
import { ErrorDetails } from '@/components/ui/error-details'
import { AppError } from '@/lib/errors'
import { paths } from '@/lib/paths'
import { requireAdministrator } from '@/lib/transport/page'
import { reportPageError } from '@/lib/transport/page-error'
import { currentActor } from '@/lib/transport/session'
import { setStatus } from '@/lib/transport/status'

/** Wraps a console page: ties it to the session, and shows errors of its queries as a page. */
export function consolePage<P extends RouteProps>(render: Render<P>) {
  return async (props: P) => {
    const { content } = await guard(render, props, recover)
    const actor = await currentActor().catch(() => undefined)
    // Without the database nobody knows whose page it is. It says so, and nothing else.
    return actor === undefined ? (
      content
    ) : (
      <SessionPage userId={actor?.userId}>{content}</SessionPage>
    )
  }
}

/** The title of a console page, or that of the error it shows. */
export function consoleTitle<P extends RouteProps>(
  title: string | ((props: P) => Promise<string>),
  render: Render<P>,
) {
  return async (props: P): Promise<Metadata> => {
    const denied = await requireAdministrator().then(() => undefined, recover)
    if (denied) return { title: denied.title }
    const { errorTitle } = await guard(render, props, recover)
    if (errorTitle !== undefined) return { title: errorTitle }
    return { title: typeof title === 'string' ? title : await title(props) }
  }
}

async function recover(error: unknown): Promise<ErrorPage> {
  // Seen only if the role was removed since the layout was rendered.
  if (isAppError(error, 'forbidden')) return { title: 'No access', content: <NoAccess /> }
  if (isAppError(error, 'not-found', 'invalid')) return notFound()
  const { title, ...details } = await reportPageError(error)
  const content = (
    <Page crumbs={[{ label: 'Error' }]}>
      <PageHeading title={title} />
      <ErrorDetails {...details} />
    </Page>
  )
  return { title, content }
}

function isAppError(error: unknown, ...codes: AppError['code'][]): boolean {
  return error instanceof AppError && codes.includes(error.code)
}

function notFound(): ErrorPage {
  setStatus(404)
  const title = 'Not found'
  const content = (
    <Page crumbs={[{ label: title }]}>
      <PageHeading title={title}>
        <p>This page doesn't exist, or what it showed has been deleted.</p>
      </PageHeading>
      <div>
        <ButtonLink href={paths.accounts}>Back to accounts</ButtonLink>
      </div>
    </Page>
  )
  return { title, content }
}
