import { redirect } from 'next/navigation'
import {
  OwnAuthenticator,
  readOwnAuthenticator,
} from '@/app/(sign-in)/second-factor/own-authenticator'
import { standalonePage, standaloneTitle } from '@/app/guarded-page'
import { CenteredCard } from '@/components/shell/centered-card'
import { SessionBoundary } from '@/components/shell/session-boundary'
import { SignOutForm } from '@/components/shell/sign-out-form'
import { Button, ButtonLink } from '@/components/ui/button'
import { displayEmail } from '@/lib/display-email'
import { paths } from '@/lib/paths'
import { requireSignedIn } from '@/lib/transport/page'
import { currentReader, requestPath, safePath } from '@/lib/transport/request'

export const generateMetadata = standaloneTitle('Second factor', SetUpPage)

export default standalonePage(SetUpPage)

async function SetUpPage({ searchParams }: PageProps<'/second-factor/set-up'>) {
  const next = safePath((await searchParams).next)
  const actor = await requireSignedIn()
  if (actor.mustChangePassword) redirect(paths.newPasswordAndReturn(await requestPath()))
  const [own, reader] = await Promise.all([readOwnAuthenticator(), currentReader()])
  const email = displayEmail(actor.email)
  const intro = actor.mustSetUpSecondFactor
    ? `Signed in as ${email}. Your organization requires a second factor. Set one up to continue.`
    : `Signed in as ${email}.`
  return (
    <CenteredCard title="Second factor" intro={intro}>
      <SessionBoundary userId={actor.userId}>
        <div className="-m-4 md:-m-6">
          <OwnAuthenticator {...own} reader={reader} next={next} />
        </div>
      </SessionBoundary>
      {!actor.mustSetUpSecondFactor && <ButtonLink href={next}>Back</ButtonLink>}
      <SignOutForm>
        <Button type="submit" className="w-full">
          Sign out
        </Button>
      </SignOutForm>
    </CenteredCard>
  )
}
