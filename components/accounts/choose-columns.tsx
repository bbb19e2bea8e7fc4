'use client'

import { Columns3 } from 'lucide-react'
import { columnLabels } from '@/components/accounts/column-labels'
import { Button } from '@/components/ui/button'
import { FilterOptions } from '@/components/ui/filter-fields'
import { useAnnounce } from '@/components/ui/live-region'
import { PopoverActions, PopoverButton } from '@/components/ui/popover-button'
import { SimpleForm } from '@/components/ui/simple-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { type AccountListColumn, accountListColumns } from '@/lib/list-settings/policy'

type Props = { columns: AccountListColumn[]; action: FormAction<unknown> }

const BUTTON_ID = 'choose-columns'
const POPOVER_ID = 'columns'

const options = accountListColumns.map((value) => ({ value, label: columnLabels[value] }))

/** Chooses the columns of the list, for this person on every device. */
export function ChooseColumns({ columns, action }: Props) {
  const announce = useAnnounce()
  // Open, it would cover the list that changes.
  const close = (message: string) => {
    document.getElementById(POPOVER_ID)?.hidePopover()
    document.getElementById(BUTTON_ID)?.focus()
    announce(message)
  }
  return (
    <PopoverButton
      id={BUTTON_ID}
      popoverId={POPOVER_ID}
      icon={<Columns3 size={16} aria-hidden="true" />}
      label="Columns"
    >
      <SimpleForm action={action} label="Columns" onSaved={close} className="grid gap-4">
        {({ state, pending }) => (
          <>
            <FilterOptions
              // A new element once other columns are stored, which it then shows.
              key={columns.join()}
              name="columns"
              label="Show"
              values={columns}
              options={options}
            />
            {'errors' in state && <p className="text-danger-text text-help">{state.message}</p>}
            <PopoverActions>
              <Button type="submit" variant="primary" busy={pending}>
                Save
              </Button>
            </PopoverActions>
          </>
        )}
      </SimpleForm>
    </PopoverButton>
  )
}
