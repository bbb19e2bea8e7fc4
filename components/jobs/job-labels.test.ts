import { expect, test } from 'vitest'
import { statusText } from '@/components/jobs/job-labels'
import type { Job } from '@/lib/jobs/view'

const parameters = { file: 'accounts.csv', columns: [], ignoredColumns: [] }
const job: Job = {
  id: 1,
  kind: 'accounts.import',
  parameters,
  state: 'running',
  total: 1_200,
  lastRow: 0,
  processed: 300,
  succeeded: 298,
  rejected: 2,
  duplicates: 0,
  message: '',
  email: 'ada@example.com',
  createdAt: new Date(),
}
const users: Job = { ...job, kind: 'users.import', parameters: { ...parameters, accountId: 1 } }
const reader = { locale: 'en', timeZone: 'UTC' }
const reason = 'The person who started this job no longer has permission.'

test.each<[string, Job]>([
  ['Checking the file: 300 of 1,200.', { ...job, state: 'checking' }],
  ['Checked: 1,198 accounts can be added, 2 rejected.', { ...job, state: 'awaiting-confirmation' }],
  ['In progress: 300 of 1,200.', job],
  ['Completed: 298 accounts added, 2 rejected.', { ...job, state: 'completed' }],
  ['Completed: 1 user added.', { ...users, state: 'completed', succeeded: 1, rejected: 0 }],
  ['Canceled. No accounts were added.', { ...job, state: 'canceled', succeeded: 0 }],
  ['Canceled. No users were added.', { ...users, state: 'canceled', succeeded: 0 }],
  ['Canceled. The account already added stays added.', { ...job, state: 'canceled', succeeded: 1 }],
  ['Canceled. The 298 users already added stay added.', { ...users, state: 'canceled' }],
  [
    `Failed. ${reason} No accounts were added.`,
    { ...job, state: 'failed', message: reason, succeeded: 0 },
  ],
])('%s', (text, shown) => {
  expect(statusText(shown, reader)).toBe(text)
})

test('numbers follow the locale of the reader', () => {
  expect(statusText({ ...job, processed: 1_000 }, { ...reader, locale: 'de' })).toBe(
    'In progress: 1.000 of 1.200.',
  )
})
