import type { AccountRow } from '@/components/accounts/account-list'
import { useSelection, useSelectionActions } from '@/components/accounts/selection'
import { SELECT_PAGE_ID } from '@/components/ui/element-ids'
import { whyNotDeletable } from '@/lib/accounts/policy'

/** The form that the checkboxes belong to, so that they also work without JavaScript. */
export const SELECTION_FORM = 'selection'

export function SelectBox({ account, checked }: { account: AccountRow; checked: boolean }) {
  const { id, name } = account
  const reason = whyNotDeletable(account)
  const { select } = useSelectionActions()
  return (
    <label>
      <input
        type="checkbox"
        name="id"
        value={id}
        form={SELECTION_FORM}
        aria-label={`Select ${name}`}
        title={reason}
        disabled={reason !== undefined}
        checked={checked}
        onChange={(event) => select([id], event.target.checked)}
      />
    </label>
  )
}

export function SelectPageBox({ selectable, q }: { selectable: number[]; q: string }) {
  const { ids, all } = useSelection()
  const { select } = useSelectionActions()
  const selected = selectable.filter((id) => all === q || ids.has(id)).length
  const checked = selected > 0 && selected === selectable.length
  return (
    <label>
      <input
        id={SELECT_PAGE_ID}
        type="checkbox"
        aria-label="Select this page"
        checked={checked}
        ref={(element) => {
          if (element) element.indeterminate = selected > 0 && !checked
        }}
        disabled={selectable.length === 0}
        onChange={(event) => select(selectable, event.target.checked)}
      />
    </label>
  )
}
