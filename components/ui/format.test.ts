import { describe, expect, test } from 'vitest'
import {
  formatAgo,
  formatCount,
  formatDate,
  formatExactTime,
  formatNumber,
  formatTime,
} from '@/components/ui/format'
import { readTimeZone } from '@/lib/reader'

describe('a date', () => {
  const date = new Date('2025-01-07T23:55:00Z')

  test('follows the locale and the time zone', () => {
    expect(formatDate(date, { locale: 'en-US', timeZone: 'UTC' })).toBe('Jan 7, 2025')
    expect(formatDate(date, { locale: 'de', timeZone: 'UTC' })).toBe('07.01.2025')
    expect(formatDate(date, { locale: 'de', timeZone: 'Asia/Tokyo' })).toBe('08.01.2025')
  })

  test('has its exact time with the time zone', () => {
    const tokyo = { locale: 'en-GB', timeZone: 'Asia/Tokyo' }
    expect(formatTime(date, tokyo)).toBe('8 Jan 2025, 08:55')
    expect(formatExactTime(date, tokyo)).toBe('8 Jan 2025, 08:55:00 GMT+9')
  })

  test.each([
    ['now', 0],
    ['59 seconds ago', 59],
    ['1 minute ago', 60],
    ['2 hours ago', 2.9 * 3_600],
    ['yesterday', 25 * 3_600],
    ['40 days ago', 40 * 86_400],
  ])('was %s', (text, seconds) => {
    const now = new Date(date.getTime() + seconds * 1_000)
    expect(formatAgo(date, now, { locale: 'en', timeZone: 'UTC' })).toBe(text)
  })
})

test.each([
  ['Europe/Berlin', 'Europe/Berlin'],
  ['Mars/Olympus', 'UTC'],
  ['', 'UTC'],
  [undefined, 'UTC'],
])('the cookie %s names the time zone %s', (cookie, timeZone) => {
  expect(readTimeZone(cookie)).toBe(timeZone)
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
