'use client'

import { ListFilter } from 'lucide-react'
import { useRouter, useSearchParams } from 'next/navigation'
import type { ReactNode, SubmitEvent } from 'react'
import { Button } from '@/components/ui/button'
import { ADD_FILTER_ID } from '@/components/ui/element-ids'
import { PopoverActions, PopoverButton } from '@/components/ui/popover-button'

type Props = {
  path: string
  /** Further URL parameters, which a filter keeps. */
  otherParams: { [name: string]: string } | [name: string, value: string][]
  /** The fields: `FilterSelect`, `FilterOptions` and `FilterDate`. */
  children: ReactNode
}

/** A GET form with all filters of a list. It opens and submits without JavaScript too. */
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
    <PopoverButton
      id={ADD_FILTER_ID}
      popoverId="filters"
      icon={<ListFilter size={16} aria-hidden="true" />}
      label="Add filter"
    >
      {/* A new element for each view, so that Back also brings back what is chosen. */}
      <form key={shown} action={path} onSubmit={apply} className="grid gap-4">
        {[...new URLSearchParams(otherParams)].map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        {children}
        <PopoverActions>
          <Button type="submit" variant="primary">
            Apply
          </Button>
        </PopoverActions>
      </form>
    </PopoverButton>
  )
}
