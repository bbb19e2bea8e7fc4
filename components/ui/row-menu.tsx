import { Ellipsis } from 'lucide-react'
import type { ReactNode } from 'react'

export const menuItem =
  'control flex w-full cursor-pointer items-center gap-2 px-3 py-2 text-start hover:bg-hover disabled:cursor-not-allowed disabled:opacity-60'

type Props = { id: string; label: string; children: ReactNode }

/** The further actions of a row; it opens and works without script. */
export function RowMenu({ id, label, children }: Props) {
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={label}
        className="grid size-9 cursor-pointer place-items-center rounded-control text-text-2 hover:bg-subtle max-md:size-11"
      >
        <Ellipsis size={16} aria-hidden="true" />
      </button>
      <div id={id} popover="auto" className="menu">
        {children}
      </div>
    </>
  )
}
