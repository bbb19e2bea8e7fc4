import { Search } from 'lucide-react'
import { type KeyboardEvent, type MouseEvent, useContext } from 'react'
import { PaletteContext } from '@/components/shell/commands'
import { classNames } from '@/components/ui/class-names'
import { SEARCH_ID } from '@/components/ui/element-ids'
import { Link } from '@/components/ui/link'
import { ShortcutKeys } from '@/components/ui/shortcut-keys'
import { shortcuts } from '@/components/ui/shortcuts'
import { useHydrated } from '@/components/ui/use-hydrated'
import { paths } from '@/lib/paths'

const look =
  'flex h-11 w-11 shrink-0 cursor-pointer items-center justify-center gap-2 rounded-control text-text-2 hover:bg-hover md:h-9 md:w-60 md:justify-start md:border md:border-control md:bg-surface md:px-3 lg:w-72'

/** Without JavaScript, a link to the list and its search box. */
export function PaletteButton() {
  const palette = useContext(PaletteContext)
  const hydrated = useHydrated()
  if (!palette) return null
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    palette.open()
  }
  const press = (event: KeyboardEvent<HTMLAnchorElement>) => {
    if (event.key !== ' ') return
    event.preventDefault()
    event.currentTarget.click()
  }
  return (
    <Link
      href={palette.isAdministrator ? `${paths.accounts}#${SEARCH_ID}` : paths.profile}
      role={hydrated ? 'button' : undefined}
      aria-haspopup={hydrated ? 'dialog' : undefined}
      data-dialog
      onClick={open}
      onKeyDown={press}
      // Nobody else has a list to search.
      className={classNames(look, !palette.isAdministrator && !hydrated && 'invisible')}
    >
      <Search size={16} aria-hidden="true" className="shrink-0 max-md:size-5" />
      <span className="truncate max-md:sr-only">Search or jump to…</span>
      <span aria-hidden="true" className="ms-auto max-md:hidden">
        <ShortcutKeys shortcut={shortcuts.palette} />
      </span>
    </Link>
  )
}
