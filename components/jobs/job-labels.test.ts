import { expect, test } from 'vitest'
import { statusText } from '@/components/jobs/job-labels'
import type { verificationText } from '@/components/jobs/verification-text'
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
const users: Job = {
  ...job,
  kind: 'users.import',
  parameters: { ...parameters, accountId: 1, mode: 'add' },
}
const links: Job = {
  ...job,
  kind: 'users.make-links',
  parameters: {},
  state: 'awaiting-confirmation',
  total: 3,
}
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
  ['Ready: links for 3 users.', { ...links, processed: 0 }],
  ['Links made: 1 of 3.', { ...links, processed: 1 }],
  [
    'Canceled. Before that, links were made for 1 user.',
    { ...links, state: 'canceled', succeeded: 1 },
  ],
])('%s', (text, shown) => {
  expect(statusText(shown, reader)).toBe(text)
})

test('numbers follow the locale of the reader', () => {
  expect(statusText({ ...job, processed: 1_000 }, { ...reader, locale: 'de' })).toBe(
    'In progress: 1.000 of 1.200.',
  )
})

type Verified = Parameters<typeof verificationText>[0]
const year = new Date().getUTCFullYear()
const verified: Verified = {
  organizationId: 1,
  head: { seq: 1_204_331, mac: '' },
  since: `${year}-03-03T12:00:00.000Z`,
  problem: null,
  needsRotation: false,
}
const verification = (changes: Partial<Verified>): Job => ({
  ...job,
  kind: 'audit.verify',
  parameters: {},
  state: 'completed',
  result: { verified: { ...verified, ...changes }, offset: 0, lastRow: null, isComplete: true },
})

test.each<[string, Job]>([
  ['1,204,331 entries, unbroken since March 3.', verification({})],
  [
    '1 entry, unbroken since March 3, 2020.',
    verification({ head: { seq: 1, mac: '' }, since: '2020-03-03T12:00:00.000Z' }),
  ],
  [
    'Broken at entry 9: it was changed or is missing. Before it: 8 entries, unbroken since March 3.',
    verification({ head: { seq: 8, mac: '' }, problem: 'row 9 is missing.' }),
  ],
])('a verification says: %s', (text, shown) => {
  expect(statusText(shown, reader)).toBe(text)
})
