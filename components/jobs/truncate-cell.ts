const MAX_SHOWN = 200

/** A cell of a file can be as long as a whole row may be. */
export function truncateCell(cell = ''): string {
  return cell.length > MAX_SHOWN ? `${cell.slice(0, MAX_SHOWN).toWellFormed()}…` : cell
}
