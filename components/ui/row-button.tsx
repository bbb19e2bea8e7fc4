type Props = { menu: string; label: string; onOpen: () => void }

/** Opens the one menu of a table for its row. CSS draws the dots, to keep the markup small. */
export function RowButton({ menu, label, onOpen }: Props) {
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
