import type { ActivityEntry } from '@/lib/activity-log/view'
import { recordIn } from '@/lib/activity-log/wording'

/** Where an account was deleted that still is: its ID, and the call of the API that reactivates it. */
export function Reactivation({ entry }: { entry: ActivityEntry }) {
  const { account, target } = entry
  if (target?.type !== 'account' || !account || account.active) return null
  if (!isDeletion(entry)) return null
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-help">
      <span>{`Account ID ${account.id}. Reactivate it with the API:`}</span>
      <code className="select-all rounded-mark bg-subtle px-1.5 [overflow-wrap:anywhere]">
        {`PATCH /elements/api-v2/accounts/${account.id} {"active": true}`}
      </code>
    </p>
  )
}

// Up to a former version, jobs deleted accounts under another name.
const deletions = ['accounts.delete', 'deletions.work']

/** The API also deletes an account by setting `active`. */
function isDeletion({ operation, outcome, detail }: ActivityEntry): boolean {
  if (outcome !== 'done') return false
  if (deletions.includes(operation)) return true
  return operation === 'accounts.update' && recordIn(detail, 'after').active === false
}
