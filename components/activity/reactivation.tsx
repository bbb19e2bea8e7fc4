import type { ActivityEntry } from '@/lib/activity-log/view'

/** Of an account that is deleted: its ID, and the call of the API that reactivates it. */
export function Reactivation({ entry: { account, target, operation } }: { entry: ActivityEntry }) {
  if (target?.type !== 'account' || !account || account.active) return null
  if (operation !== 'accounts.delete' && operation !== 'accounts.update') return null
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-help">
      <span>{`Account ID ${account.id}. Reactivate it with the API:`}</span>
      <code className="select-all rounded-mark bg-subtle px-1.5 [overflow-wrap:anywhere]">
        {`PATCH /elements/api-v2/accounts/${account.id} {"active": true}`}
      </code>
    </p>
  )
}
