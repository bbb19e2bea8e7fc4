import { Link } from '@/components/ui/link'
import { paths } from '@/lib/paths'

/** On their own page, people see their email. Their profile changes it, with a link where mail is on. */
export function OwnEmail({ email }: { email: string }) {
  return (
    <div className="grid gap-1.5">
      <span className="text-label font-medium">Email</span>
      <span>
        <bdi className="wrap-anywhere">{email}</bdi>{' '}
        <Link href={paths.ownEmail} className="text-accent-text underline">
          Change your email
        </Link>
      </span>
    </div>
  )
}
