'use client'

import { usePathname, useSearchParams } from 'next/navigation'

/** The path of the page with its query. */
export function useCurrentPage(): string {
  const query = useSearchParams().toString()
  return usePathname() + (query && `?${query}`)
}
