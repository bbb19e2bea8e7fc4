import 'server-only'
import { selectionSchema } from '@/lib/accounts/query-schema'
import { countConsequences, selectionCondition } from '@/lib/deletions/selection'
import type { Consequences } from '@/lib/deletions/view'
import { query } from '@/lib/operation'

export const previewDeletion = query({
  name: 'deletions.preview',
  permission: 'accounts:read',
  input: selectionSchema,
  run: ({ actor, db, input }): Promise<Consequences> =>
    countConsequences(db, selectionCondition(actor, input)),
})
