'use client'

import { Outside } from '@/components/shell/centered-card'
import { Failure } from '@/components/ui/failure'

export default function RootError(props: { error: Error & { digest?: string }; reset(): void }) {
  return (
    <Outside title="This page could not be shown">
      <Failure {...props} />
    </Outside>
  )
}
