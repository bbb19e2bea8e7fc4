'use client'

import { useRouter } from 'next/navigation'
import type { FormEvent, ReactNode } from 'react'
import { useSelection, useSelectionActions } from '@/components/accounts/selection'
import { SELECTION_FORM } from '@/components/accounts/selection-boxes'
import { Announcement } from '@/components/ui/announcement'
import { Button } from '@/components/ui/button'
import { MAX_SELECTED } from '@/lib/accounts/policy'
import { paths } from '@/lib/paths'

type Props = {
  /** The accounts of this page that can be selected. */
  page: number[]
  search: string
  /** How many the search finds, as it is said. */
  total: string
}

/** What can be done with the selected accounts. Without script it is a plain form. */
export function SelectionBar({ page, search, total }: Props) {
  const { ids, all } = useSelection()
  const { selectAll, clear } = useSelectionActions()
  const ask = useAsk()
  const everything = all === search
  const elsewhere = [...ids].filter((id) => !page.includes(id))
  const chosen = everything || ids.size > 0
  const most = ids.size >= MAX_SELECTED ? ', the most that can be selected one by one' : ''
  const count = everything ? `All ${total} selected` : `${ids.size} selected${most}`
  const whole = !everything && page.length > 0 && page.every((id) => ids.has(id))
  return (
    <form id={SELECTION_FORM} action={paths.deleteAccounts} onSubmit={ask} className="contents">
      <input type="hidden" name="q" value={search} />
      {everything && <input type="hidden" name="all" value="on" />}
      {elsewhere.map((id) => (
        <input key={id} type="hidden" name="id" value={id} />
      ))}
      <Announcement text={chosen ? count : 'Nothing selected'} />
      {chosen ? (
        <Bar>
          <span className="font-medium tabular-nums">{count}</span>
          {whole && (
            <Button shape="inline" variant="ghost" onClick={() => selectAll(search)}>
              {`Select all ${total}`}
            </Button>
          )}
          <Button shape="inline" variant="ghost" onClick={clear}>
            Clear
          </Button>
          <Actions />
        </Bar>
      ) : (
        <noscript>
          <Bar>
            <span>Of the selected accounts:</span>
            <Actions />
          </Bar>
        </noscript>
      )}
    </form>
  )
}

// An export is a download; a deletion is asked about on a page, to which the list need not be left.
function useAsk() {
  const router = useRouter()
  return (event: FormEvent<HTMLFormElement>) => {
    const { submitter } = event.nativeEvent as SubmitEvent
    if (submitter?.hasAttribute('formaction')) return
    event.preventDefault()
    const data = [...new FormData(event.currentTarget)].map(([name, value]) => [
      name,
      String(value),
    ])
    router.push(`${paths.deleteAccounts}?${new URLSearchParams(data)}`)
  }
}

function Bar({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-border border-b bg-selected px-4 py-2 md:px-6 print:hidden">
      {children}
    </div>
  )
}

function Actions() {
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
