import type { ReactNode } from 'react'
import { NavigationProgress } from '@/components/shell/navigation-progress'
import { PageHeading } from '@/components/shell/page'
import { SessionBoundary } from '@/components/shell/session-boundary'
import { LiveRegion } from '@/components/ui/live-region'

type Props = {
  userId: number
  title: string
  intro: string
  actions: ReactNode
  children: ReactNode
}

export function StandalonePage({ userId, title, intro, actions, children }: Props) {
  return (
    <SessionBoundary userId={userId}>
      <LiveRegion>
        <NavigationProgress />
        <main className="mx-auto grid w-full max-w-3xl grid-cols-[minmax(0,1fr)] gap-6 px-4 py-8">
          <PageHeading title={title} actions={actions}>
            {intro}
          </PageHeading>
          {children}
        </main>
      </LiveRegion>
    </SessionBoundary>
  )
}
