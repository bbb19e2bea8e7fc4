import { setUpAction } from '@/app/(sign-in)/actions'
import { standalonePage, standaloneTitle } from '@/app/guarded-page'
import NotFound from '@/app/not-found'
import { CenteredCard } from '@/components/shell/centered-card'
import { NotSetUp } from '@/components/shell/not-set-up'
import { SetUpForm } from '@/components/sign-in/set-up-form'
import { isInstallationEmpty, isSetupOpen } from '@/lib/organization/set-up'
import { requestOrigin } from '@/lib/transport/request'
import { setStatus } from '@/lib/transport/status'

export const generateMetadata = standaloneTitle('Set up', SetUpPage)

export default standalonePage(SetUpPage)

async function SetUpPage({ searchParams }: PageProps<'/setup'>) {
  const { token } = await searchParams
  const origin = await requestOrigin()
  if (!(await isSetupOpen(origin, { token: String(token) }))) {
    setStatus(404)
    return (await isInstallationEmpty(origin)) ? <NotSetUp wrongLink /> : <NotFound />
  }
  return (
    <CenteredCard
      title="Set up"
      intro="Create your organization and its first administrator. This page works only once."
    >
      <SetUpForm action={setUpAction} token={String(token)} />
    </CenteredCard>
  )
}
