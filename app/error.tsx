'use client'

import { CenteredCard } from '@/components/shell/centered-card'
import { CaughtError, type CaughtErrorProps } from '@/components/ui/caught-error'
import { ERROR_TITLE } from '@/components/ui/error-message'

export default function RootError({ error }: CaughtErrorProps) {
  return (
    <CenteredCard title={ERROR_TITLE}>
      <CaughtError error={error} />
    </CenteredCard>
  )
}
