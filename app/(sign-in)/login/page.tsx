import type { Metadata } from 'next'
import { cache } from 'react'
import { passkeySignInAction, signInAction } from '@/app/(sign-in)/actions'
import { PasskeySignIn } from '@/components/passkeys/passkey-sign-in'
import { CenteredCard } from '@/components/shell/centered-card'
import { NotSetUp } from '@/components/shell/not-set-up'
import { ForgottenPasswordHint } from '@/components/sign-in/forgotten-password-hint'
import { KeptDrafts } from '@/components/sign-in/kept-drafts'
import { SignInForm } from '@/components/sign-in/sign-in-form'
import { Notice } from '@/components/ui/notice'
import { AppError } from '@/lib/errors'
import { isMailOn } from '@/lib/mail/settings'
import { isInstallationEmpty } from '@/lib/organization/set-up'
import { getPasskeyUrl } from '@/lib/passkeys/queries'
import { paths } from '@/lib/paths'
import { requestOrigin } from '@/lib/transport/request'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await isEmpty()) ? 'Not set up yet' : 'Sign in' }
}

export default async function Login({ searchParams }: PageProps<'/login'>) {
  const { next, 'password-set': passwordSet } = await searchParams
  const path = typeof next === 'string' ? next : paths.home
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
      <SignInForm action={signInAction} next={path} />
      {passkeyUrl && <PasskeySignIn action={passkeySignInAction} url={passkeyUrl} next={path} />}
      <ForgottenPasswordHint isMailOn={isMailOn()} />
    </CenteredCard>
  )
}

// The sign-in is also shown when the database isn't responding.
const isEmpty = cache(async (): Promise<boolean> => {
  return isInstallationEmpty(await requestOrigin()).catch((error: unknown) => {
    if (error instanceof AppError) return false
    throw error
  })
})
