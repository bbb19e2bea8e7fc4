import { type ListParams, searchQuery, withoutBanner } from '@/components/accounts/list-href'
import { Button } from '@/components/ui/button'
import { SelectionBar } from '@/components/ui/selection-bar'
import { listQuery } from '@/lib/accounts/policy'
import { paths } from '@/lib/paths'

type Props = {
  page: number[]
  params: ListParams
  /** The formatted number of accounts that the search finds; empty if it isn't exact. */
  total: string
}

/** Exports or deletes the selected accounts. */
export function AccountSelectionBar({ page, params, total }: Props) {
  const { q, ...otherParams } = withoutBanner(params)
  return (
    <SelectionBar
      list="accounts"
      rows="accounts"
      page={page}
      search={searchQuery(params)}
      fields={[...Object.entries(listQuery(otherParams)), ['q', q]]}
      total={total}
      confirmPath={paths.deleteAccounts}
    >
      <Button type="submit" formAction={paths.exportAccounts}>
        Export
      </Button>
      <Button type="submit" variant="danger-outline">
        Delete…
      </Button>
    </SelectionBar>
  )
}
