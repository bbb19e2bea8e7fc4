import { redirect } from 'next/navigation'
import { passkeySignInAction } from '@/app/(sign-in)/actions'
import { signInWithCodeAction } from '@/app/(sign-in)/second-factor/actions'
import { standalonePage, standaloneTitle } from '@/app/guarded-page'
import { PasskeySignIn } from '@/components/passkeys/passkey-sign-in'
import { CenteredCard } from '@/components/shell/centered-card'
import { CodeForm } from '@/components/sign-in/code-form'
import { ButtonLink } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { displayEmail } from '@/lib/display-email'
import { getPasskeyUrl } from '@/lib/passkeys/queries'
import { paths } from '@/lib/paths'
import { getTicket } from '@/lib/sessions/queries'
import { isCalledByScript } from '@/lib/transport/load-document'
import { requestOrigin, safePath } from '@/lib/transport/request'
import { currentActor } from '@/lib/transport/session'

export const generateMetadata = standaloneTitle('Enter the code', SecondFactorPage)

export default standalonePage(SecondFactorPage)

const link = 'text-accent-text underline'

async function SecondFactorPage({ searchParams }: PageProps<'/second-factor'>) {
  const query = await searchParams
  const next = safePath(query.next)
  const origin = await requestOrigin()
  const [ticket, passkeyUrl] = await Promise.all([getTicket(origin), getPasskeyUrl(origin)])
  const actor = ticket ? null : await currentActor()
  if (actor && !(await isCalledByScript())) redirect(next)
  // The ticket has just been used up. The form stays until it has loaded the next page.
  const user = ticket ?? actor
  if (!user) return <PasswordNeeded next={next} />
  const recovery = query.recovery !== undefined
  const email = displayEmail(user.email)
  return (
    <CenteredCard
      title="Enter the code"
      intro={
        recovery
          ? `Signing in as ${email}. Each of your recovery codes works once.`
          : `Signing in as ${email}. Your authenticator app shows the code.`
      }
    >
      <CodeForm
        key={String(recovery)}
        action={signInWithCodeAction}
        next={next}
        recovery={recovery}
      />
      {passkeyUrl && <PasskeySignIn action={passkeySignInAction} url={passkeyUrl} next={next} />}
      <OtherWays next={next} recovery={recovery} />
    </CenteredCard>
  )
}

/** Without a ticket: it has expired or was used up. */
function PasswordNeeded({ next }: { next: string }) {
  return (
    <CenteredCard
      title="Enter your password again"
      intro="You have 5 minutes to enter the code after your password, and each sign-in works once."
    >
      <ButtonLink href={paths.signInAndReturn(next)} variant="primary">
        Sign in
      </ButtonLink>
    </CenteredCard>
  )
}

function OtherWays({ next, recovery }: { next: string; recovery: boolean }) {
  return (
    <>
      <p className="grid gap-2">
        {recovery ? (
          <Link href={paths.secondFactor(next)} className={link}>
            Use your authenticator app
          </Link>
        ) : (
          <Link href={`${paths.secondFactor(next)}&recovery`} className={link}>
            Use a recovery code
          </Link>
        )}
        <Link href={paths.signInAndReturn(next)} className={link}>
          Sign in as someone else
        </Link>
      </p>
      {recovery && (
        <p className="text-help text-text-2">
          No codes left? Ask an administrator of your organization to reset your second factor.
        </p>
      )}
    </>
  )
}
