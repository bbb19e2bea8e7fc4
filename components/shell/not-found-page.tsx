'use client'

import { CenteredCard } from '@/components/shell/centered-card'
import { ButtonLink } from '@/components/ui/button'
import { paths } from '@/lib/paths'

/** What every address shows that leads nowhere. Next sends it along with every page. */
export function NotFoundPage() {
  return (
    <CenteredCard title="Not found" intro="There is nothing at this address.">
      <div>
        <ButtonLink href={paths.home}>To the console</ButtonLink>
      </div>
    </CenteredCard>
  )
}
