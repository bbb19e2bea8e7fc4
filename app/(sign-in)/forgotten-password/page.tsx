import type { Metadata } from 'next'
import { forgottenPasswordAction } from '@/app/(sign-in)/actions'
import { CenteredCard } from '@/components/shell/centered-card'
import { ForgottenPasswordForm } from '@/components/sign-in/forgotten-password-form'
import { ForgottenPasswordHint } from '@/components/sign-in/forgotten-password-hint'
import { Link } from '@/components/ui/link'
import { isMailOn } from '@/lib/mail/settings'
import { paths } from '@/lib/paths'

export const metadata: Metadata = { title: 'Forgot your password?' }

// The settings are those of the server that runs, not of the build.
export const dynamic = 'force-dynamic'

export default function ForgottenPasswordPage() {
  return (
    <CenteredCard title="Forgot your password?">
      {isMailOn() ? (
        <ForgottenPasswordForm action={forgottenPasswordAction} />
      ) : (
        <ForgottenPasswordHint isMailOn={false} />
      )}
      <p>
        <Link href={paths.signIn} className="text-accent-text underline">
          Back to sign-in
        </Link>
      </p>
    </CenteredCard>
  )
}
