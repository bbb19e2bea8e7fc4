'use client'

import { paths } from '@/lib/paths'

export function currentPage(): string {
  return window.location.pathname + window.location.search
}

/**
 * Whether a form that was on `page` has been removed on purpose, by a link or by closing its dialog.
 * It can also be removed because its session has ended or because its page could not be rendered.
 */
export function isPageLeft(page: string, isInDialog: boolean): boolean {
  if (window.location.pathname === paths.signIn) return false
  return isInDialog || currentPage() !== page
}
