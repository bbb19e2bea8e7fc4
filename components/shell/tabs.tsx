import { Link } from '@/components/ui/link'
import { paths } from '@/lib/paths'

const tabs = [{ label: 'Accounts', href: paths.accounts }]

/** The sections of Security. */
export function Tabs() {
  return (
    <nav aria-label="Security" className="no-print border-border border-b">
      <ul className="flex">
        {tabs.map(({ label, href }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current="page"
              className="-mb-px inline-flex min-h-11 items-center border-accent border-b-2 px-3 font-semibold"
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
