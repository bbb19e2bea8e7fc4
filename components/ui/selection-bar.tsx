import { useRouter } from 'next/navigation'
import type { ReactNode, SubmitEvent } from 'react'
import { Announcement } from '@/components/ui/announcement'
import { Button } from '@/components/ui/button'
import { SELECT_PAGE_ID } from '@/components/ui/element-ids'
import { formatNumber } from '@/components/ui/format'
import { useLocale } from '@/components/ui/locale'
import { type Selection, useSelection, useSelectionActions } from '@/components/ui/selection'
import { SELECTION_FORM } from '@/components/ui/selection-boxes'

type Props = {
  list: string
  /** What the rows are called, such as "accounts". */
  rows: string
  /** The selectable rows of this page. */
  page: number[]
  /** The search of the list, as a query string; empty if it finds every row. */
  search: string
  /** The URL parameters of the list, for the way back and the order of an export. */
  fields: [name: string, value: string][]
  /** The formatted number of rows that the search finds; empty if it isn't exact. */
  total: string
  /** The page that asks before anything changes. */
  confirmPath: string
  /** The submit buttons. One with a `formAction` of its own submits natively, as a download. */
  children: ReactNode
}

/** Offers what can be done with the selected rows. Without JavaScript it is a plain form. */
export function SelectionBar(props: Props) {
  const { list, rows, page, search, fields, confirmPath, children } = props
  const { ids, all } = useSelection(list)
  const confirm = useConfirm(confirmPath)
  const allSelected = all === search
  const onOtherPages = [...ids].filter((id) => !page.includes(id))
  const anySelected = allSelected || ids.size > 0
  const count = useCountText(list, rows, search)
  return (
    <form id={SELECTION_FORM} action={confirmPath} onSubmit={confirm} className="contents">
      {fields.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      {allSelected && <input type="hidden" name="all" value="on" />}
      {!allSelected &&
        onOtherPages.map((id) => <input key={id} type="hidden" name="id" value={id} />)}
      <Announcement text={anySelected ? count : 'Nothing selected'} />
      {anySelected ? (
        <Bar>
          <span className="font-medium tabular-nums">{count}</span>
          <SelectionButtons {...props} />
          <Actions>{children}</Actions>
        </Bar>
      ) : (
        <noscript>
          <Bar>
            <span>{`With the selected ${rows}:`}</span>
            <Actions>{children}</Actions>
          </Bar>
        </noscript>
      )}
    </form>
  )
}

function useCountText(list: string, rows: string, search: string): string {
  const { ids, all, counted } = useSelection(list)
  const locale = useLocale()
  const maximum = ids.size >= useSelectionActions().max ? ' (maximum)' : ''
  if (all === search) return allText(counted, rows, { search, locale })
  return `${formatNumber(ids.size, locale)} selected${maximum}`
}

function allText(
  counted: Selection['counted'],
  rows: string,
  { search, locale }: { search: string; locale: string },
): string {
  if (!counted) return search ? 'All that match are selected' : `All ${rows} are selected`
  const exception = counted.except ? `, except ${counted.except}` : ''
  return `All ${formatNumber(counted.count, locale)} selected${exception}`
}

// The confirmation opens in the app.
function useConfirm(confirmPath: string) {
  const router = useRouter()
  return (event: SubmitEvent<HTMLFormElement>) => {
    const { submitter } = event.nativeEvent
    if (submitter?.hasAttribute('formaction')) return
    event.preventDefault()
    const fields = [...new FormData(event.currentTarget, submitter)].map(([name, value]) => [
      name,
      String(value),
    ])
    const query = new URLSearchParams(fields)
    // With all selected, the checked boxes of this page say nothing more.
    if (query.has('all')) query.delete('id')
    router.push(`${confirmPath}?${query}`)
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

function Actions({ children }: { children: ReactNode }) {
  return <span className="ms-auto flex max-w-full flex-wrap gap-2">{children}</span>
}

function SelectionButtons({ list, rows, page, search, total }: Omit<Props, 'children'>) {
  const { ids, all } = useSelection(list)
  const { selectAll, clear } = useSelectionActions()
  const wholePage = all !== search && page.length > 0 && page.every((id) => ids.has(id))
  const clearAndMoveFocus = () => {
    clear(list)
    document.getElementById(SELECT_PAGE_ID)?.focus({ preventScroll: true })
  }
  return (
    <>
      {wholePage && (
        <Button shape="inline" variant="ghost" onClick={() => selectAll(list, search)}>
          {selectAllLabel(rows, search, total)}
        </Button>
      )}
      <Button shape="inline" variant="ghost" onClick={clearAndMoveFocus}>
        Clear
      </Button>
    </>
  )
}

/** Only exact numbers: what is selected may be deleted next. */
function selectAllLabel(rows: string, search: string, total: string): string {
  if (total) return `Select all ${total}`
  return search ? 'Select all that match' : `Select all ${rows}`
}
