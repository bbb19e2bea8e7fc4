import { Link } from '@/components/ui/link'
import { paths } from '@/lib/paths'

export function ForgottenPasswordHint({ isMailOn }: { isMailOn: boolean }) {
  if (!isMailOn) {
    return (
      <p className="text-help text-text-2">
        Forgot your password? Ask another administrator of your organization to reset it.
      </p>
    )
  }
  return (
    <p className="text-help">
      <Link href={paths.forgottenPassword} className="text-accent-text underline">
        Forgot your password?
      </Link>
    </p>
  )
}
