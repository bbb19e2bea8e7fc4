'use client'

import { Page, PageHeading } from '@/components/shell/page'
import { ServerError, type ServerErrorProps } from '@/components/ui/server-error'

export default function SecurityError(props: ServerErrorProps) {
  return (
    <Page crumbs={[{ label: 'Error' }]}>
      <PageHeading title="This page couldn't be shown" />
      <ServerError {...props} />
    </Page>
  )
}
