import { expect, test } from 'vitest'
import { formatField, formatValue } from '@/components/activity/format-detail'

const reader = { locale: 'en', timeZone: 'America/New_York' }

test.each([
  ['externalId', 'External ID'],
  ['firstName', 'First name'],
  ['mustChangePassword', 'Must choose a new password'],
  ['userAgent', 'Browser'],
  ['street1', 'Street 1'],
  ['constructor', 'Constructor'],
  ['minLength', 'Minimum length'],
])('the field %s is called %s', (field, label) => {
  expect(formatField(field)).toBe(label)
})

test.each<[string, unknown, string]>([
  ['active', true, 'Yes'],
  ['active', false, 'No'],
  ['description', '', '—'],
  ['description', null, '—'],
  ['description', undefined, '—'],
  ['users', 12_345, '12,345'],
  ['job', 12_345, '12345'],
  ['role', 'org-admin', 'Org Admin'],
  ['role', 'constructor', 'constructor'],
  ['purpose', 'invite', 'A first password'],
  ['kind', 'accounts.import', 'Import of accounts'],
  ['name', 'org-admin', 'org-admin'],
  ['columns', ['name', 'active'], 'name, active'],
  ['columns', [], '—'],
  ['requested', { email: 'a@example.com' }, 'Email address: a@example.com'],
  ['selection', { id: [1_234, 5], all: false }, 'Id: 1234, 5; All: No'],
  ['since', '2026-01-01T03:00:00.000Z', 'Dec 31, 2025, 10:00:00 PM EST'],
  ['name', '2026-01-01', '2026-01-01'],
])('%s %j reads as %s', (field, value, text) => {
  expect(formatValue(field, value, reader)).toBe(text)
})
