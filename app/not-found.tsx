import type { Metadata } from 'next'
import { NotFoundPage } from '@/components/shell/not-found-page'
import { paths } from '@/lib/paths'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return <NotFoundPage homeHref={paths.home} />
}
