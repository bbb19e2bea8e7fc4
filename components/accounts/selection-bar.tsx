import { useRouter } from 'next/navigation'
import type { ReactNode, SubmitEvent } from 'react'
import { type ListParams, listQuery, withoutBanner } from '@/components/accounts/list-href'
import { type Selection, useSelection, useSelectionActions } from '@/components/accounts/selection'
import { SELECTION_FORM } from '@/components/accounts/selection-boxes'
import { Announcement } from '@/components/ui/announcement'
import { Button } from '@/components/ui/button'
import { SELECT_PAGE_ID } from '@/components/ui/element-ids'
import { formatNumber } from '@/components/ui/format'
import { useLocale } from '@/components/ui/locale'
import { MAX_SELECTED } from '@/lib/accounts/policy'
import { paths } from '@/lib/paths'

type Props = {
  page: number[]
  params: ListParams
  /** The formatted number of accounts that the search finds; empty if it isn't exact. */
  total: string
}

/** Exports or deletes the selected accounts. Without JavaScript it is a plain form. */
export function SelectionBar({ page, params, total }: Props) {
  const { q, ...otherParams } = withoutBanner(params)
  const { ids, all, counted } = useSelection()
  const confirmDeletion = useConfirmDeletion()
  const locale = useLocale()
  const allSelected = all === q
  const onOtherPages = [...ids].filter((id) => !page.includes(id))
  const anySelected = allSelected || ids.size > 0
  const maximum = ids.size >= MAX_SELECTED ? ' (maximum)' : ''
  const some = `${formatNumber(ids.size, locale)} selected${maximum}`
  const count = allSelected ? allText(q, counted, locale) : some
  const wholePage = !allSelected && page.length > 0 && page.every((id) => ids.has(id))
  return (
    <form
      id={SELECTION_FORM}
      action={paths.deleteAccounts}
      onSubmit={confirmDeletion}
      className="contents"
    >
      {/* The rest of the list's URL, for the way back and the order of an export. */}
      {Object.entries(listQuery(otherParams)).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <input type="hidden" name="q" value={q} />
      {allSelected && <input type="hidden" name="all" value="on" />}
      {!allSelected &&
        onOtherPages.map((id) => <input key={id} type="hidden" name="id" value={id} />)}
      <Announcement text={anySelected ? count : 'Nothing selected'} />
      {anySelected ? (
        <Bar>
          <span className="font-medium tabular-nums">{count}</span>
          <SelectionButtons selectAllLabel={wholePage && selectAllLabel(q, total)} q={q} />
          <SubmitButtons />
        </Bar>
      ) : (
        <noscript>
          <Bar>
            <span>With the selected accounts:</span>
            <SubmitButtons />
          </Bar>
        </noscript>
      )}
    </form>
  )
}

/** Only exact numbers: what is selected may be deleted next. */
function selectAllLabel(q: string, total: string): string {
  if (total) return `Select all ${total}`
  return q ? 'Select all that match' : 'Select all accounts'
}

function allText(q: string, counted: Selection['counted'], locale: string): string {
  if (!counted) return q ? 'All that match are selected' : 'All accounts are selected'
  const { accounts, defaultAccount } = counted
  const exception = defaultAccount ? ', except the default account' : ''
  return `All ${formatNumber(accounts, locale)} selected${exception}`
}

// Export submits natively, as a download. Deletion opens its confirmation page in the app.
function useConfirmDeletion() {
  const router = useRouter()
  return (event: SubmitEvent<HTMLFormElement>) => {
    if (event.nativeEvent.submitter?.hasAttribute('formaction')) return
    event.preventDefault()
    const fields = [...new FormData(event.currentTarget)].map(([name, value]) => [
      name,
      String(value),
    ])
    const query = new URLSearchParams(fields)
    // With all selected, the checked boxes of this page say nothing more.
    if (query.has('all')) query.delete('id')
    router.push(`${paths.deleteAccounts}?${query}`)
  }
}

// Below the table, which would otherwise move from under the pointer. It covers no checkbox.
function Bar({ children }: { children: ReactNode }) {
  return (
    <div className="sticky-bar sticky bottom-2 my-2 ms-12 me-3 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-panel border border-control bg-selected px-3 py-2 shadow-[0_4px_16px_rgb(8_13_20/20%)] md:ms-14 print:hidden">
      {children}
    </div>
  )
}

function SelectionButtons({ selectAllLabel, q }: { selectAllLabel: string | false; q: string }) {
  const { selectAll, clear } = useSelectionActions()
  const clearAndMoveFocus = () => {
    clear()
    document.getElementById(SELECT_PAGE_ID)?.focus({ preventScroll: true })
  }
  return (
    <>
      {selectAllLabel && (
        <Button shape="inline" variant="ghost" onClick={() => selectAll(q)}>
          {selectAllLabel}
        </Button>
      )}
      <Button shape="inline" variant="ghost" onClick={clearAndMoveFocus}>
        Clear
      </Button>
    </>
  )
}

function SubmitButtons() {
  return (
    <span className="ms-auto flex gap-2">
      <Button type="submit" formAction={paths.exportAccounts}>
        Export
      </Button>
      <Button type="submit" variant="danger-outline">
        Delete…
      </Button>
    </span>
  )
}
