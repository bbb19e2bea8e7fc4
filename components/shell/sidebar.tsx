import { ShieldCheck, X } from 'lucide-react'
import { Link } from '@/components/ui/link'
import { paths } from '@/lib/paths'

export const SIDEBAR_ID = 'rail'

/** The places of the console: a rail, only icons on narrower screens, a drawer on phones. */
export function Sidebar({ organizationName }: { organizationName: string }) {
  return (
    <nav id={SIDEBAR_ID} popover="auto" aria-label="Console" className="rail">
      <div className="rail-row">
        <span className="size-6 shrink-0 rounded-control bg-rail-bar" aria-hidden="true" />
        <span className="rail-word font-semibold text-white">
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
      <div className="mt-6">
        <Link
          href={paths.accounts}
          className="rail-row rail-link"
          aria-current="true"
          title="Security"
        >
          <ShieldCheck size={18} className="mx-[3px] shrink-0" aria-hidden="true" />
          <span className="rail-word">Security</span>
        </Link>
      </div>
    </nav>
  )
}
