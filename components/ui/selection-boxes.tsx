import { SELECT_PAGE_ID } from '@/components/ui/element-ids'
import { useSelection, useSelectionActions } from '@/components/ui/selection'

/** The form that the checkboxes belong to, so that they also work without JavaScript. */
export const SELECTION_FORM = 'selection'

type Props = {
  list: string
  id: number
  name: string
  checked: boolean
  /** Why this row can't be selected. */
  reason?: string | undefined
}

export function SelectBox({ list, id, name, checked, reason }: Props) {
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
        onChange={(event) => select(list, [id], event.target.checked)}
      />
    </label>
  )
}

type PageBoxProps = {
  list: string
  selectable: number[]
  /** The search of the list, as a query string. */
  search: string
}

export function SelectPageBox({ list, selectable, search }: PageBoxProps) {
  const { ids, all } = useSelection(list)
  const { select } = useSelectionActions()
  const selected = selectable.filter((id) => all === search || ids.has(id)).length
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
        onChange={(event) => select(list, selectable, event.target.checked)}
      />
    </label>
  )
}
