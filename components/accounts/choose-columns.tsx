'use client'

import { Columns3 } from 'lucide-react'
import { useEffect, useEffectEvent } from 'react'
import { columnLabels } from '@/components/accounts/column-labels'
import { Button } from '@/components/ui/button'
import { FilterOptions } from '@/components/ui/filter-fields'
import { PopoverButton } from '@/components/ui/popover-button'
import { SimpleForm } from '@/components/ui/simple-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { type AccountListColumn, accountListColumns } from '@/lib/list-settings/policy'

type Props = {
  columns: AccountListColumn[]
  /** The query string of the list, to return to. */
  list: string
  action: FormAction<unknown>
}

const POPOVER_ID = 'columns'

const options = accountListColumns.map((value) => ({ value, label: columnLabels[value] }))

/** Chooses the columns of the list, for this person on every device. */
export function ChooseColumns({ columns, list, action }: Props) {
  return (
    <PopoverButton
      id="choose-columns"
      popoverId={POPOVER_ID}
      icon={<Columns3 size={16} aria-hidden="true" />}
      label="Columns"
    >
      <SimpleForm action={action} label="Columns" hidden={{ list }} className="grid gap-4">
        {({ state, pending }) => (
          <Fields
            columns={columns}
            pending={pending}
            error={'message' in state ? state.message : undefined}
          />
        )}
      </SimpleForm>
    </PopoverButton>
  )
}

type FieldsProps = { columns: AccountListColumn[]; pending: boolean; error: string | undefined }

function Fields({ columns, pending, error }: FieldsProps) {
  // Otherwise it would cover the list that it has changed.
  const closeIfSaved = useEffectEvent(() => {
    if (error === undefined) document.getElementById(POPOVER_ID)?.hidePopover()
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
      {error && <p className="text-danger-text text-help">{error}</p>}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" busy={pending}>
          Save
        </Button>
      </div>
    </>
  )
}
