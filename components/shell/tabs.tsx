import type { ShellSection } from '@/components/shell/shell-context'
import { Link } from '@/components/ui/link'

export function Tabs({ label, tabs }: Pick<ShellSection, 'label' | 'tabs'>) {
  return (
    <nav aria-label={label} className="border-border border-b print:hidden">
      <ul className="flex">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              href={tab.href}
              aria-current="page"
              className="-mb-px inline-flex min-h-11 items-center border-accent border-b-2 px-3 font-semibold"
            >
              {tab.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
