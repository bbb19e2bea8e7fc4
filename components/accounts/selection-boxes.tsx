'use client'

import type { AccountRow } from '@/components/accounts/account-rows'
import { select, useSelection } from '@/components/accounts/selection'
import { deletionFault } from '@/lib/accounts/policy'

/** The form that the checkboxes belong to, also where no script runs. */
export const SELECTION_FORM = 'selection'

/** The checkbox of a row. */
export function SelectBox({ account, checked }: { account: AccountRow; checked: boolean }) {
  const { id, name } = account
  const fault = deletionFault(account)
  return (
    <label>
      <input
        type="checkbox"
        name="id"
        value={id}
        form={SELECTION_FORM}
        aria-label={`Select ${name}`}
        title={fault}
        disabled={fault !== undefined}
        checked={checked}
        onChange={(event) => select([id], event.target.checked)}
      />
    </label>
  )
}

/** The checkbox that selects the page. */
export function SelectPageBox({ accounts, search }: { accounts: AccountRow[]; search: string }) {
  const { ids, all } = useSelection()
  const selectable = accounts.filter((account) => !deletionFault(account)).map(({ id }) => id)
  const on = selectable.filter((id) => all === search || ids.has(id)).length
  const every = on > 0 && on === selectable.length
  return (
    <label>
      <input
        type="checkbox"
        aria-label="Select this page"
        checked={every}
        ref={(element) => {
          if (element) element.indeterminate = on > 0 && !every
        }}
        disabled={selectable.length === 0}
        onChange={(event) => select(selectable, event.target.checked)}
      />
    </label>
  )
}
