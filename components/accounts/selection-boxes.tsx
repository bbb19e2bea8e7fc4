'use client'

import type { AccountRow } from '@/components/accounts/account-list'
import { useSelection, useSelectionActions } from '@/components/accounts/selection'
import { whyNotDeletable } from '@/lib/accounts/policy'

/** The form that the checkboxes belong to, also where no script runs. */
export const SELECTION_FORM = 'selection'

/** Those of a page that can be selected. */
export function selectable(accounts: AccountRow[]): number[] {
  return accounts.filter((account) => !whyNotDeletable(account)).map(({ id }) => id)
}

/** The checkbox of a row. */
export function SelectBox({ account, checked }: { account: AccountRow; checked: boolean }) {
  const { id, name } = account
  const fault = whyNotDeletable(account)
  const { select } = useSelectionActions()
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
  const { select } = useSelectionActions()
  const page = selectable(accounts)
  const on = page.filter((id) => all === search || ids.has(id)).length
  const every = on > 0 && on === page.length
  return (
    <label>
      <input
        type="checkbox"
        aria-label="Select this page"
        checked={every}
        ref={(element) => {
          if (element) element.indeterminate = on > 0 && !every
        }}
        disabled={page.length === 0}
        onChange={(event) => select(page, event.target.checked)}
      />
    </label>
  )
}
