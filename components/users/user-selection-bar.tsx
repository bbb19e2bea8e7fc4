import { Button } from '@/components/ui/button'
import { SelectionBar } from '@/components/ui/selection-bar'
import { userChangeTexts } from '@/components/users/user-change-texts'
import { paths } from '@/lib/paths'
import { userChanges } from '@/lib/user-jobs/policy'

type Props = {
  /** The users of this page. */
  page: number[]
  /** The search and the filters of the list, as a query string; empty if they find everyone. */
  search: string
  /** The other URL parameters of the list. */
  fields: [name: string, value: string][]
  q: string
  /** The formatted number of users that the list finds; empty if it isn't exact. */
  total: string
}

/** Changes or exports the selected users. */
export function UserSelectionBar({ fields, q, ...props }: Props) {
  return (
    <SelectionBar
      {...props}
      list="users"
      rows="users"
      fields={[...fields, ['q', q]]}
      confirmPath={paths.changeUsers}
    >
      <select name="change" aria-label="What to do" className="control input w-auto max-w-full">
        {userChanges.map((change) => (
          <option key={change} value={change}>
            {userChangeTexts[change].option}
          </option>
        ))}
      </select>
      <Button type="submit">Continue…</Button>
      <Button type="submit" formAction={paths.exportPeople}>
        Export
      </Button>
    </SelectionBar>
  )
}
