import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { cache } from 'react'
import { CenteredCard } from '@/components/shell/centered-card'
import { ErrorDetails } from '@/components/ui/error-details'
import { reportPageError } from '@/lib/transport/page-error'

export type RouteProps = { params: Promise<unknown>; searchParams: Promise<unknown> }
export type Render<P> = (props: P) => Promise<ReactNode>
export type ErrorPage = { title: string; content: ReactNode }

/** Returns what to show instead of a page that threw the error. */
export type Recover = (error: unknown) => Promise<ErrorPage>

type Attempt = { content: ReactNode } | { error: unknown }

/**
 * Next would answer an error of a page with an empty document that only a script can fill. So the
 * error is caught here, and its page is ordinary content with a status.
 */
export async function guard<P extends RouteProps>(
  render: Render<P>,
  props: P,
  recover: Recover,
): Promise<{ content: ReactNode; errorTitle?: string }> {
  const [params, searchParams] = await Promise.all([props.params, props.searchParams])
  const slot = slotOf(render, JSON.stringify({ params, searchParams }))
  slot.attempt ??= render(props).then(
    (content) => ({ content }),
    (error: unknown) => ({ error }),
  )
  const attempt = await slot.attempt
  if ('content' in attempt) return attempt
  const { title, content } = await recover(attempt.error)
  return { content, errorTitle: title }
}

// The title of a page depends on whether the page can be shown, and Next asks for it separately.
const slotOf = cache((_render: unknown, _props: string): { attempt?: Promise<Attempt> } => ({}))

/** A page outside of the console's frame. */
export function standalonePage<P extends RouteProps>(render: Render<P>) {
  return async (props: P) => (await guard(render, props, standaloneError)).content
}

export function standaloneTitle<P extends RouteProps>(title: string, render: Render<P>) {
  return async (props: P): Promise<Metadata> => {
    const { errorTitle } = await guard(render, props, standaloneError)
    return { title: errorTitle ?? title }
  }
}

export async function standaloneError(error: unknown): Promise<ErrorPage> {
  const { title, ...details } = await reportPageError(error)
  const content = (
    <CenteredCard title={title}>
      <ErrorDetails {...details} />
    </CenteredCard>
  )
  return { title, content }
}
