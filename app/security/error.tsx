'use client'

import { Page, PageHeading } from '@/components/shell/page'
import { CaughtError, type CaughtErrorProps } from '@/components/ui/caught-error'
import { ERROR_TITLE } from '@/components/ui/error-message'

export default function SecurityError({ error }: CaughtErrorProps) {
  return (
    <Page crumbs={[{ label: 'Error' }]}>
      <PageHeading title={ERROR_TITLE} />
      <CaughtError error={error} />
    </Page>
  )
}
