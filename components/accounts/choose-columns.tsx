'use client'

import { Columns3 } from 'lucide-react'
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

const options = accountListColumns.map((value) => ({ value, label: columnLabels[value] }))

/** Chooses the columns of the list, for this person on every device. */
export function ChooseColumns({ columns, list, action }: Props) {
  return (
    <PopoverButton
      // A new element once the columns have changed: it begins closed.
      key={columns.join()}
      id="choose-columns"
      popoverId="columns"
      icon={<Columns3 size={16} aria-hidden="true" />}
      label="Columns"
    >
      <SimpleForm action={action} label="Columns" hidden={{ list }} className="grid gap-4">
        {({ state, pending }) => (
          <>
            <FilterOptions name="columns" label="Show" values={columns} options={options} />
            {'message' in state && <p className="text-danger-text text-help">{state.message}</p>}
            <div className="flex justify-end">
              <Button type="submit" variant="primary" busy={pending}>
                Save
              </Button>
            </div>
          </>
        )}
      </SimpleForm>
    </PopoverButton>
  )
}
