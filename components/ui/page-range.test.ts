import { expect, test } from 'vitest'
import { formatPageRange } from '@/components/ui/page-range'

const page = (size: number, firstRowNumber: number, next = '') => ({
  rows: Array.from({ length: size }),
  firstRowNumber,
  next,
})

test.each([
  ['1–50', page(50, 1, 'next'), 120],
  ['101–120', page(20, 101), 120],
  // Ten rows before this page were deleted since it was counted.
  ['91–110', page(20, 101), 110],
  ['61–110', page(50, 101, 'next'), 111],
  // Paging began at the end.
  ['101–120', page(20, 0), 120],
  ['Last 20', page(20, 0), undefined],
  ['50', page(50, 0, 'next'), undefined],
  ['1,001–1,050', page(50, 1001, 'next'), undefined],
])('%s', (text, shown, exactTotal) => {
  expect(formatPageRange(shown, exactTotal, 'en')).toBe(text)
})
