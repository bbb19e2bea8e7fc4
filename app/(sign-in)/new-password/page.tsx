import { redirect } from 'next/navigation'
import { changePasswordAction } from '@/app/(sign-in)/actions'
import { standalonePage, standaloneTitle } from '@/app/guarded-page'
import { CenteredCard } from '@/components/shell/centered-card'
import { SessionBoundary } from '@/components/shell/session-boundary'
import { SignOutForm } from '@/components/shell/sign-out-form'
import { NewPasswordForm } from '@/components/sign-in/new-password-form'
import { Button } from '@/components/ui/button'
import { displayEmail } from '@/lib/display-email'
import { getPasswordPolicy } from '@/lib/organization/queries'
import { paths } from '@/lib/paths'
import { getOwnSecret } from '@/lib/sessions/queries'
import { requireSignedIn } from '@/lib/transport/page'
import { safePath } from '@/lib/transport/request'

export const generateMetadata = standaloneTitle('New password', NewPasswordPage)

export default standalonePage(NewPasswordPage)

async function NewPasswordPage({ searchParams }: PageProps<'/new-password'>) {
  const next = safePath((await searchParams).next)
  const actor = await requireSignedIn()
  if (!actor.mustChangePassword) redirect(paths.profile)
  const { email } = actor
  const [policy, secret] = await Promise.all([getPasswordPolicy(actor), getOwnSecret(actor)])
  return (
    <CenteredCard
      title="New password"
      intro={`Signed in as ${displayEmail(email)}. Choose a new password to continue.`}
    >
      <SessionBoundary userId={actor.userId}>
        <NewPasswordForm
          action={changePasswordAction}
          email={email}
          policy={policy}
          hasSecret={secret !== null}
          next={next}
        />
      </SessionBoundary>
      <SignOutForm>
        <Button type="submit" className="w-full">
          Sign out
        </Button>
      </SignOutForm>
    </CenteredCard>
  )
}
