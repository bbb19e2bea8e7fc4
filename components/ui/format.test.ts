import { describe, expect, test } from 'vitest'
import { formatCount, formatDate, formatNumber } from '@/components/ui/format'

test('a date follows the locale', () => {
  const date = new Date('2025-01-07T23:55:00Z')
  expect(formatDate(date, 'en-US')).toBe('Jan 7, 2025')
  expect(formatDate(date, 'de')).toBe('07.01.2025')
})

describe('a number', () => {
  test('follows the locale', () => {
    expect(formatNumber(1234567, 'en')).toBe('1,234,567')
    expect(formatNumber(1234567, 'de')).toBe('1.234.567')
  })

  test('is still correct after more locales than the cache holds', () => {
    for (let locale = 0; locale < 200; locale += 1) formatNumber(1, `en-x-a${locale}`)
    expect(formatNumber(1234567, 'de')).toBe('1.234.567')
  })
})

test('a count adds the noun in singular or plural', () => {
  expect(formatCount(0, 'account', 'en')).toBe('0 accounts')
  expect(formatCount(1, 'account', 'en')).toBe('1 account')
  expect(formatCount(1234, 'account', 'de')).toBe('1.234 accounts')
})
