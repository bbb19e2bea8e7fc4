import { formatNumber } from '@/components/ui/format'

type Page = { rows: unknown[]; firstRowNumber: number; next: string }

/**
 * The rows of a page, such as "51–100". An exact total corrects a position that was counted before
 * rows were added or deleted. Where paging began at the end without one, "Last 50".
 */
export function formatPageRange(page: Page, exactTotal: number | undefined, locale: string) {
  const size = page.rows.length
  const from = firstRow(page, exactTotal)
  if (from < 1) return `${page.next ? '' : 'Last '}${formatNumber(size, locale)}`
  return `${formatNumber(from, locale)}–${formatNumber(from + size - 1, locale)}`
}

function firstRow({ rows, firstRowNumber, next }: Page, exactTotal: number | undefined): number {
  if (exactTotal === undefined) return firstRowNumber
  const rowsBefore = exactTotal - rows.length
  return next ? Math.min(firstRowNumber, rowsBefore) : rowsBefore + 1
}
