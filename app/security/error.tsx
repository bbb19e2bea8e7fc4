'use client'

import { Page, PageHeading } from '@/components/shell/page'
import { Failure } from '@/components/ui/failure'

export default function SecurityError(props: {
  error: Error & { digest?: string }
  reset(): void
}) {
  return (
    <Page crumbs={[{ label: 'Error' }]}>
      <PageHeading title="This page could not be shown" />
      <Failure {...props} />
    </Page>
  )
}
