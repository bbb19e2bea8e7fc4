import { expect, test } from 'vitest'
import { endOfDay, startOfDay } from '@/lib/activity-log/zoned-day'

// The hours of a day are those between its start and its end: 23 or 25 if the clocks change.
test.each([
  ['2026-01-31', 'UTC', '2026-01-31T00:00:00.000Z', 24],
  ['2024-02-29', 'Asia/Tokyo', '2024-02-28T15:00:00.000Z', 24],
  ['2026-03-08', 'America/New_York', '2026-03-08T05:00:00.000Z', 23],
  ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z', 25],
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z', 23],
  ['2026-10-04', 'Australia/Lord_Howe', '2026-10-03T13:30:00.000Z', 23.5],
  ['2026-04-05', 'Pacific/Auckland', '2026-04-04T11:00:00.000Z', 25],
  ['2026-12-31', 'Pacific/Kiritimati', '2026-12-30T10:00:00.000Z', 24],
])('%s in %s begins at %s and has %d hours', (day, timeZone, start, hours) => {
  expect(startOfDay(day, timeZone).toISOString()).toBe(start)
  const length = endOfDay(day, timeZone).getTime() - startOfDay(day, timeZone).getTime()
  expect(length / 3_600_000).toBe(hours)
})
