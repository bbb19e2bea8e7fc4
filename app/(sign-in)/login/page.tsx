import type { Metadata } from 'next'
import { cache } from 'react'
import { z } from 'zod'
import { passkeySignInAction, signInAction } from '@/app/(sign-in)/actions'
import { readSignInStep, type SignInStep } from '@/app/(sign-in)/login/sign-in-step'
import { PasskeySignIn } from '@/components/passkeys/passkey-sign-in'
import { CenteredCard } from '@/components/shell/centered-card'
import { NotSetUp } from '@/components/shell/not-set-up'
import { ConfirmAgain } from '@/components/sign-in/confirm-again'
import { EmailStep } from '@/components/sign-in/email-step'
import { ForgottenPasswordHint } from '@/components/sign-in/forgotten-password-hint'
import { KeptDrafts } from '@/components/sign-in/kept-drafts'
import { ProviderErrorNotice } from '@/components/sign-in/provider-error'
import { ProviderStep } from '@/components/sign-in/provider-step'
import { SignInForm } from '@/components/sign-in/sign-in-form'
import { Notice } from '@/components/ui/notice'
import { AppError } from '@/lib/errors'
import { isMailOn } from '@/lib/mail/settings'
import { isInstallationEmpty } from '@/lib/organization/set-up'
import { getPasskeyUrl } from '@/lib/passkeys/queries'
import { paths } from '@/lib/paths'
import { requestOrigin, safePath } from '@/lib/transport/request'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await isEmpty()) ? 'Not set up yet' : 'Sign in' }
}

export default async function Login({ searchParams }: PageProps<'/login'>) {
  const { next, error, confirm, 'password-set': passwordSet, ...query } = await searchParams
  const path = typeof next === 'string' ? next : paths.home
  const confirming = z.guid().safeParse(confirm).data
  if (typeof error === 'string' && confirming) {
    return (
      <CenteredCard
        title="Confirm that it's you"
        intro="You're still signed in. Nothing has changed yet."
      >
        <ConfirmAgain code={error} providerKey={confirming} next={safePath(path)} />
      </CenteredCard>
    )
  }
  const passkeyUrl = await getPasskeyUrl(await requestOrigin())
  if (await isEmpty()) return <NotSetUp />
  return (
    <CenteredCard title="Sign in" intro="Manage the accounts and users of your organization.">
      <KeptDrafts />
      {passwordSet !== undefined && (
        <Notice tone="ok">
          <p role="status">Your password was saved. Sign in with it.</p>
        </Notice>
      )}
      {typeof error === 'string' && <ProviderErrorNotice code={error} />}
      <Step step={await readSignInStep(query)} next={path} passkeyUrl={passkeyUrl} />
    </CenteredCard>
  )
}

type StepProps = { step: SignInStep; next: string; passkeyUrl: string | null }

function Step({ step, next, passkeyUrl }: StepProps) {
  if (step.kind === 'provider') {
    return <ProviderStep provider={step.provider} email={step.email} next={next} />
  }
  return (
    <>
      {step.kind === 'email' ? (
        <EmailStep next={next} />
      ) : (
        <SignInForm action={signInAction} email={step.email} next={next} />
      )}
      {passkeyUrl && <PasskeySignIn action={passkeySignInAction} url={passkeyUrl} next={next} />}
      {step.kind === 'password' && <ForgottenPasswordHint isMailOn={isMailOn()} />}
    </>
  )
}

// The sign-in is also shown when the database isn't responding.
const isEmpty = cache(async (): Promise<boolean> => {
  return isInstallationEmpty(await requestOrigin()).catch((error: unknown) => {
    if (error instanceof AppError) return false
    throw error
  })
})
