'use client'

import { CenteredCard } from '@/components/shell/centered-card'
import { ButtonLink } from '@/components/ui/button'
import { paths } from '@/lib/paths'

// A client component, because Next sends this page along with every other one.
export function NotFoundPage() {
  return (
    <CenteredCard title="Not found" intro="This page doesn't exist.">
      <div>
        <ButtonLink href={paths.home}>Back to console</ButtonLink>
      </div>
    </CenteredCard>
  )
}
