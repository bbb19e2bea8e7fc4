import { X } from 'lucide-react'
import { usePathname } from 'next/navigation'
import type { ShellEntry, ShellSection } from '@/components/shell/shell-context'
import { classNames } from '@/components/ui/class-names'
import { Link } from '@/components/ui/link'

export const SIDEBAR_ID = 'sidebar'

const row = 'flex items-center gap-3 px-2 md:px-1.5 lg:px-2'
const label = 'md:hidden lg:block'

type Props = {
  organizationName: string
  entries: ShellEntry[]
  section: ShellSection | undefined
}

/** A sidebar on wide screens, icons only on narrower ones, a drawer on phones. */
export function Sidebar({ organizationName, entries, section }: Props) {
  const pathname = usePathname()
  return (
    <div className="contents md:row-span-2 md:block md:bg-sidebar print:hidden">
      <nav
        id={SIDEBAR_ID}
        popover="auto"
        aria-label="Console"
        className="fixed inset-y-0 right-auto left-0 m-0 h-dvh max-h-none w-68 max-w-[85vw] border-0 bg-sidebar p-3 text-sidebar-text [--focus:var(--sidebar-accent)] backdrop:bg-overlay md:sticky md:bottom-auto md:block md:w-15 md:py-4.5 lg:w-56"
      >
        <div className={row}>
          <span className="size-6 shrink-0 rounded-control bg-sidebar-accent" aria-hidden="true" />
          <span className={`${label} font-semibold text-white`}>
            <bdi className="line-clamp-2">{organizationName}</bdi>
          </span>
          <button
            type="button"
            popoverTarget={SIDEBAR_ID}
            popoverTargetAction="hide"
            className="-me-2 ms-auto grid size-11 shrink-0 place-items-center rounded-control md:hidden"
            aria-label="Close menu"
          >
            <X size={18} aria-hidden="true" />
          </button>
        </div>
        <ul className="mt-6 grid gap-1">
          {entries.map((entry) => (
            <li key={entry.href}>
              <EntryLink
                {...entry}
                current={entry.href === pathname ? 'page' : entry.href === section?.href}
              />
            </li>
          ))}
        </ul>
      </nav>
    </div>
  )
}

type EntryProps = ShellEntry & { current: 'page' | boolean }

function EntryLink({ label: text, href, icon, current }: EntryProps) {
  return (
    <Link
      href={href}
      className={classNames(
        row,
        'min-h-11 rounded-control md:min-h-9',
        current
          ? 'relative bg-sidebar-active text-white before:absolute before:inset-y-0 before:start-0 before:w-[3px] before:rounded-s-[inherit] before:bg-sidebar-accent before:forced-color-adjust-none'
          : 'hover:bg-sidebar-active hover:text-white',
      )}
      aria-current={current || undefined}
      title={text}
    >
      <span className="mx-[3px] shrink-0" aria-hidden="true">
        {icon}
      </span>
      <span className={label}>{text}</span>
    </Link>
  )
}
