import { usePathname } from 'next/navigation'
import type { ShellSection } from '@/components/shell/shell-context'
import { classNames } from '@/components/ui/class-names'
import { Link } from '@/components/ui/link'

type Props = Pick<ShellSection, 'label' | 'tabs'> & {
  /** Where the first breadcrumb leads: the tab of a page whose own path is that of no tab. */
  parent: string | undefined
}

export function Tabs({ label, tabs, parent }: Props) {
  const pathname = usePathname()
  return (
    <nav aria-label={label} className="border-border border-b print:hidden">
      <ul className="flex flex-wrap">
        {tabs.map((tab) => {
          const isCurrent = tab.href === parent || `${pathname}/`.startsWith(`${tab.href}/`)
          return (
            <li key={tab.href}>
              <Link
                href={tab.href}
                aria-current={isCurrent ? 'page' : undefined}
                className={classNames(
                  '-mb-px inline-flex min-h-11 items-center whitespace-nowrap px-3 max-md:px-2',
                  isCurrent
                    ? 'border-accent border-b-2 pt-0.5 font-semibold'
                    : 'text-text-2 hover:text-text',
                )}
              >
                {tab.label}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
