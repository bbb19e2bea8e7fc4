import type { ReactNode } from 'react'

type ButtonProps = { menu: string; label: string; onOpen: () => void }

/** Opens the menu of its table for its row. Its dots are drawn by CSS. */
export function RowButton({ menu, label, onOpen }: ButtonProps) {
  return (
    <button
      type="button"
      popoverTarget={menu}
      aria-label={label}
      onClick={onOpen}
      className="row-button"
    />
  )
}

type MenuProps = { id: string; children: ReactNode }

/** The further actions of a row: one menu for all rows, since each of its own would cost more than the row. */
export function RowMenu({ id, children }: MenuProps) {
  return (
    <div id={id} popover="auto" className="menu">
      {children}
    </div>
  )
}
