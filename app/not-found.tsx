import type { Metadata } from 'next'
import { NothingHere } from '@/components/shell/not-found-page'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return <NothingHere />
}
