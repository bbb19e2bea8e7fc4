import { expect, test } from 'vitest'
import { dayOf } from '@/lib/ceql/day'

test.each([
  ['a day', '2026-01-31', '2026-01-31'],
  ['a leap day', '2024-02-29', '2024-02-29'],
  ['the first day', '0001-01-01', '0001-01-01'],
  ['the last day', '9999-12-31', '9999-12-31'],
  ['a moment in UTC', '2026-01-31T23:59:59.999Z', '2026-01-31'],
  ['a moment to the nanosecond', '2026-01-31T23:59:59.999999999Z', '2026-01-31'],
  ['a moment without seconds', '2026-01-31T23:59Z', '2026-01-31'],
  ['a moment without a zone', '2026-01-31T23:59:59', '2026-01-31'],
  ['a moment that is the day after in UTC', '2026-01-31T23:30:00-05:00', '2026-02-01'],
  ['a moment that is the day before in UTC', '2026-01-01T00:30:00+05:30', '2025-12-31'],
])('%s has a day', (_, text, day) => {
  expect(dayOf(text)).toBe(day)
})

test.each([
  ['the 30th of February', '2026-02-30'],
  ['the 29th of February of no leap year', '2026-02-29'],
  ['a day 0', '2026-01-00'],
  ['a month 13', '2026-13-01'],
  ['a year 0', '0000-01-01'],
  ['the 30th of February at a time', '2026-02-30T12:00:00Z'],
  ['an hour 24', '2026-01-31T24:00:00Z'],
  ['a second 60', '2026-01-31T23:59:60Z'],
  ['a zone without a colon', '2026-01-31T23:59:59+0100'],
  ['a moment before year 1 in UTC', '0001-01-01T00:00:00+01:00'],
  ['a moment after year 9999 in UTC', '9999-12-31T23:30:00-01:00'],
  ['short numbers', '2026-1-2'],
  ['other orders', '31.01.2026'],
  ['spaces around', ' 2026-01-31'],
  ['a line behind', '2026-01-31\n'],
  ['a word of PostgreSQL', 'infinity'],
  ['a long year', '+012026-01-31'],
  ['digits of another script', '２０２６-01-31'],
  ['nothing', ''],
])('%s is no day', (_, text) => {
  expect(dayOf(text)).toBeUndefined()
})
