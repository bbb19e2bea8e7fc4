'use client'

import { ListFilter } from 'lucide-react'
import { useRouter, useSearchParams } from 'next/navigation'
import type { ReactNode, SubmitEvent } from 'react'
import { Button } from '@/components/ui/button'
import { ADD_FILTER_ID } from '@/components/ui/element-ids'

const POPOVER_ID = 'filters'

type Props = {
  path: string
  /** Further URL parameters, which a filter keeps. */
  otherParams: { [name: string]: string } | [name: string, value: string][]
  /** The fields: `FilterSelect`, `FilterOptions` and `FilterDate`. */
  children: ReactNode
}

/** A GET form in a popover, with all filters of a list. It opens and submits without JavaScript too. */
export function AddFilter({ path, otherParams, children }: Props) {
  const router = useRouter()
  const shown = useSearchParams().toString()
  const apply = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { currentTarget: form } = event
    const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)])
    const query = new URLSearchParams(fields.filter(([, value]) => value !== ''))
    form.closest<HTMLElement>('[popover]')?.hidePopover()
    router.push(query.size > 0 ? `${path}?${query}` : path, { scroll: false })
  }
  return (
    <>
      <Button id={ADD_FILTER_ID} popoverTarget={POPOVER_ID}>
        <ListFilter size={16} aria-hidden="true" />
        Add filter
      </Button>
      <div
        id={POPOVER_ID}
        popover="auto"
        role="dialog"
        aria-labelledby={ADD_FILTER_ID}
        className="m-auto w-80 max-w-[calc(100vw-2rem)] rounded-panel border border-border bg-surface p-4 text-text shadow-[0_8px_24px_rgb(8_13_20/18%)] anchored:m-0 anchored:mt-1 anchored:[position-area:block-end_span-inline-end] anchored:[position-try-fallbacks:flip-inline,flip-block]"
      >
        {/* A new element for each view, so that Back also brings back what is chosen. */}
        <form key={shown} action={path} onSubmit={apply} className="grid gap-4">
          {[...new URLSearchParams(otherParams)].map(([name, value]) => (
            <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
          ))}
          {children}
          <div className="flex justify-end">
            <Button type="submit" variant="primary">
              Apply
            </Button>
          </div>
        </form>
      </div>
    </>
  )
}
