import 'server-only'
import { accountSelectionSchema } from '@/lib/accounts/query-schema'
import { countConsequences, selectionCondition } from '@/lib/deletions/selection'
import type { Consequences } from '@/lib/deletions/view'
import { query } from '@/lib/operation'

export const previewDeletion = query({
  name: 'deletions.preview',
  permission: 'accounts:read',
  input: accountSelectionSchema,
  run: ({ actor, db, input }): Promise<Consequences> =>
    countConsequences(db, selectionCondition(actor, input)),
})
