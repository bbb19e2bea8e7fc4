import { ShieldCheck, X } from 'lucide-react'
import Link from 'next/link'

export const RAIL_ID = 'rail'

/** The places of the console: a rail, only icons on narrower screens, a drawer on phones. */
export function Rail({ organizationName }: { organizationName: string }) {
  return (
    <nav id={RAIL_ID} popover="auto" aria-label="Console" className="rail">
      <div className="flex items-center gap-3 px-2">
        <span className="size-6 shrink-0 rounded-control bg-rail-bar" aria-hidden="true" />
        <span className="rail-word line-clamp-2 font-semibold text-white" dir="auto">
          {organizationName}
        </span>
        <button
          type="button"
          popoverTarget={RAIL_ID}
          popoverTargetAction="hide"
          className="ms-auto grid size-11 place-items-center rounded-control md:hidden"
          aria-label="Close menu"
        >
          <X size={18} aria-hidden="true" />
        </button>
      </div>
      <div className="mt-6">
        <Link
          href="/security/accounts"
          className="rail-link"
          aria-current="true"
          title="Security"
          prefetch={false}
        >
          <ShieldCheck size={18} className="shrink-0" aria-hidden="true" />
          <span className="rail-word">Security</span>
        </Link>
      </div>
    </nav>
  )
}
