import type { ReactNode } from 'react'
import type { Call } from '@/components/api-docs/calls'
import { LifecycleGuide } from '@/components/api-docs/guide-lifecycle'
import { Paging, Where } from '@/components/api-docs/guide-lists'
import { Limits, Retries, Versions } from '@/components/api-docs/guide-safety'
import { Authentication, Errors } from '@/components/api-docs/guide-start'

type Topic = { id: string; title: string; Text(props: { base: string; calls: Call[] }): ReactNode }

/** What one has to know before the first call, in the order of reading. */
export const topics: readonly Topic[] = [
  { id: 'authentication', title: 'Authentication', Text: Authentication },
  { id: 'errors', title: 'Errors', Text: Errors },
  { id: 'paging', title: 'Paging', Text: Paging },
  { id: 'where', title: 'Conditions', Text: Where },
  { id: 'versions', title: 'Not overwriting others', Text: Versions },
  { id: 'retries', title: 'Safe retries', Text: Retries },
  { id: 'limits', title: 'Too many calls', Text: Limits },
  { id: 'life', title: 'The life of a deactivated account', Text: LifecycleGuide },
]
