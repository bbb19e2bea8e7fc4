import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icons'

type Props = { id: string; label: string; children: ReactNode }

/** The further actions of a row; it opens and works without script. Its icon is drawn as "more". */
export function RowMenu({ id, label, children }: Props) {
  return (
    <>
      <button type="button" popoverTarget={id} aria-label={label} className="row-button">
        <Icon name="more" />
      </button>
      <div id={id} popover="auto" className="menu">
        {children}
      </div>
    </>
  )
}
