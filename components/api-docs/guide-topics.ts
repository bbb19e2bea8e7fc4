import type { ReactNode } from 'react'
import type { Endpoint } from '@/components/api-docs/endpoints'
import { Authentication, Errors, RateLimits } from '@/components/api-docs/guide-basics'
import { Differences } from '@/components/api-docs/guide-differences'
import { LifecycleGuide } from '@/components/api-docs/guide-lifecycle'
import { Filtering, Pagination } from '@/components/api-docs/guide-queries'
import { ConcurrentUpdates, Idempotency } from '@/components/api-docs/guide-writes'

type Topic = {
  id: string
  title: string
  Content(props: { basePath: string; endpoints: Endpoint[] }): ReactNode
}

export const topics: readonly Topic[] = [
  { id: 'authentication', title: 'Authentication', Content: Authentication },
  {
    id: 'differences',
    title: 'What differs from Cloud Elements 2.0',
    Content: Differences,
  },
  { id: 'errors', title: 'Errors', Content: Errors },
  { id: 'rate-limits', title: 'Rate limits', Content: RateLimits },
  { id: 'pagination', title: 'Pagination', Content: Pagination },
  { id: 'filtering', title: 'Filtering', Content: Filtering },
  { id: 'concurrent-updates', title: 'Concurrent updates', Content: ConcurrentUpdates },
  { id: 'idempotency', title: 'Idempotency', Content: Idempotency },
  { id: 'account-lifecycle', title: 'Account lifecycle', Content: LifecycleGuide },
]
