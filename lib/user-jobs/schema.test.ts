import { expect, test } from 'vitest'
import { startUserJobSchema, toSelectionQuery } from '@/lib/user-jobs/schema'
import { peopleSelectionSchema } from '@/lib/user-list/schema'

test.each([
  { id: ['3', '14'] },
  { all: 'on', q: 'ada & co', status: ['active', 'invited'], role: 'admin', signedIn: '90' },
])('a form names the selection that the page had: %j', (query) => {
  const selection = peopleSelectionSchema.parse(query)
  const form = { change: 'deactivate', selection: toSelectionQuery(selection) }
  expect(startUserJobSchema.parse(form).selection).toEqual(selection)
})
