import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { Time, type TimeProps } from '@/components/ui/time'
import { paths } from '@/lib/paths'

/** Tells people in their days of grace until when they have to set up a second factor. */
export function SecondFactorNotice({ due }: { due: TimeProps }) {
  return (
    <Notice tone="warn">
      <p>
        <span>Your organization requires a second factor. Set one up before </span>
        <Time {...due} />
        <span>.</span>
      </p>
      <p>
        <Link href={paths.setUpSecondFactor} className="text-accent-text underline">
          Set up a second factor
        </Link>
      </p>
    </Notice>
  )
}
