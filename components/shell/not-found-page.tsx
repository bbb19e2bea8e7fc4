'use client'

import { CenteredCard } from '@/components/shell/centered-card'
import { buttonVariants } from '@/components/ui/button-variants'
import { Link } from '@/components/ui/link'

/** A client component, because Next sends this page along with every other one. */
export function NotFoundPage({ homeHref }: { homeHref: string }) {
  return (
    <CenteredCard title="Not found" intro="This page doesn't exist.">
      <div>
        <Link href={homeHref} className={buttonVariants({})}>
          Back to console
        </Link>
      </div>
    </CenteredCard>
  )
}
