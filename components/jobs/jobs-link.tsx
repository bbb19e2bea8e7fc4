import { Link } from '@/components/ui/link'
import { paths } from '@/lib/paths'

export function JobsLink() {
  return (
    <p className="print:hidden">
      <Link href={paths.jobs} className="inline-block text-accent-text underline max-md:py-3">
        Latest jobs
      </Link>
    </p>
  )
}
