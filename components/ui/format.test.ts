import { describe, expect, test } from 'vitest'
import { formatDate, formatNumber } from '@/components/ui/format'

describe('a day', () => {
  test('is written as the language writes it', () => {
    const date = new Date('2025-01-07T23:55:00Z')
    expect(formatDate(date, 'en-US')).toBe('Jan 7, 2025')
    expect(formatDate(date, 'de')).toBe('07.01.2025')
    expect(formatDate(date, 'en-US')).toBe('Jan 7, 2025')
  })
})

describe('a number', () => {
  test('is written as the language writes it, however many languages were asked for', () => {
    for (let place = 0; place < 200; place += 1) formatNumber(1, `en-x-a${place}`)
    expect(formatNumber(1234567, 'en')).toBe('1,234,567')
    expect(formatNumber(1234567, 'de')).toBe('1.234.567')
  })
})
