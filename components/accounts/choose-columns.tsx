'use client'

import { Columns3 } from 'lucide-react'
import { useEffect, useEffectEvent } from 'react'
import { columnLabels } from '@/components/accounts/column-labels'
import { Button } from '@/components/ui/button'
import { FilterOptions } from '@/components/ui/filter-fields'
import { useAnnounce } from '@/components/ui/live-region'
import { PopoverButton } from '@/components/ui/popover-button'
import { SimpleForm } from '@/components/ui/simple-form'
import type { FormAction } from '@/components/ui/use-server-action'
import type { FormState } from '@/lib/form-state'
import { type AccountListColumn, accountListColumns } from '@/lib/list-settings/policy'

type Props = { columns: AccountListColumn[]; action: FormAction<unknown> }

const BUTTON_ID = 'choose-columns'
const POPOVER_ID = 'columns'

const options = accountListColumns.map((value) => ({ value, label: columnLabels[value] }))

/** Chooses the columns of the list, for this person on every device. */
export function ChooseColumns({ columns, action }: Props) {
  return (
    <PopoverButton
      id={BUTTON_ID}
      popoverId={POPOVER_ID}
      icon={<Columns3 size={16} aria-hidden="true" />}
      label="Columns"
    >
      <SimpleForm action={action} label="Columns" className="grid gap-4">
        {({ state, pending }) => <Fields columns={columns} pending={pending} state={state} />}
      </SimpleForm>
    </PopoverButton>
  )
}

type FieldsProps = { columns: AccountListColumn[]; pending: boolean; state: FormState }

function Fields({ columns, pending, state }: FieldsProps) {
  const announce = useAnnounce()
  const isSaved = state.status === 'done' || state.status === 'saved-before'
  const message = 'message' in state ? state.message : ''
  // Open, it would cover the list that has changed.
  const closeIfSaved = useEffectEvent(() => {
    if (!isSaved) return
    document.getElementById(POPOVER_ID)?.hidePopover()
    document.getElementById(BUTTON_ID)?.focus()
    announce(message)
  })
  useEffect(() => (pending ? () => closeIfSaved() : undefined), [pending])
  return (
    <>
      <FilterOptions
        // A new element once other columns are stored, which it then shows.
        key={columns.join()}
        name="columns"
        label="Show"
        values={columns}
        options={options}
      />
      {!isSaved && message && <p className="text-danger-text text-help">{message}</p>}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" busy={pending}>
          Save
        </Button>
      </div>
    </>
  )
}
