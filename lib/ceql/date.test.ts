import { expect, test } from 'vitest'
import { parseDate } from '@/lib/ceql/date'

test.each([
  ['a date', '2026-01-31', '2026-01-31'],
  ['a leap day', '2024-02-29', '2024-02-29'],
  ['the earliest date', '0001-01-01', '0001-01-01'],
  ['the latest date', '9999-12-31', '9999-12-31'],
  ['a UTC timestamp', '2026-01-31T23:59:59.999Z', '2026-01-31'],
  ['a timestamp with nanoseconds', '2026-01-31T23:59:59.999999999Z', '2026-01-31'],
  ['a timestamp without seconds', '2026-01-31T23:59Z', '2026-01-31'],
  ['a timestamp without a time zone', '2026-01-31T23:59:59', '2026-01-31'],
  ['a timestamp on the next day in UTC', '2026-01-31T23:30:00-05:00', '2026-02-01'],
  ['a timestamp on the previous day in UTC', '2026-01-01T00:30:00+05:30', '2025-12-31'],
])('accepts %s', (_, text, date) => {
  expect(parseDate(text)).toBe(date)
})

test.each([
  ['30 February', '2026-02-30'],
  ['29 February outside a leap year', '2026-02-29'],
  ['day 0', '2026-01-00'],
  ['month 13', '2026-13-01'],
  ['year 0', '0000-01-01'],
  ['a timestamp on 30 February', '2026-02-30T12:00:00Z'],
  ['hour 24', '2026-01-31T24:00:00Z'],
  ['second 60', '2026-01-31T23:59:60Z'],
  ['a time zone without a colon', '2026-01-31T23:59:59+0100'],
  ['a timestamp before year 1 in UTC', '0001-01-01T00:00:00+01:00'],
  ['a timestamp after year 9999 in UTC', '9999-12-31T23:30:00-01:00'],
  ['month and day with one digit', '2026-1-2'],
  ['day, month, year', '31.01.2026'],
  ['a leading space', ' 2026-01-31'],
  ['a trailing line break', '2026-01-31\n'],
  ["PostgreSQL's infinity", 'infinity'],
  ['a year with six digits', '+012026-01-31'],
  ['full-width digits', '２０２６-01-31'],
  ['an empty text', ''],
])('rejects %s', (_, text) => {
  expect(parseDate(text)).toBeUndefined()
})
