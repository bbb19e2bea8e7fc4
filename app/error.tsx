'use client'

import { CenteredCard } from '@/components/shell/centered-card'
import { Failure } from '@/components/ui/failure'

export default function RootError(props: { error: Error & { digest?: string }; reset(): void }) {
  return (
    <CenteredCard title="This page could not be shown">
      <Failure {...props} />
    </CenteredCard>
  )
}
