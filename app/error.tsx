'use client'

import { CenteredCard } from '@/components/shell/centered-card'
import { ServerError, type ServerErrorProps } from '@/components/ui/server-error'

export default function RootError(props: ServerErrorProps) {
  return (
    <CenteredCard title="This page couldn't be shown">
      <ServerError {...props} />
    </CenteredCard>
  )
}
