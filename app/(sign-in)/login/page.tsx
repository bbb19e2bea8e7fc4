import type { Metadata } from 'next'
import { signInAction } from '@/app/(sign-in)/actions'
import { CenteredCard } from '@/components/shell/centered-card'
import { KeptDrafts } from '@/components/sign-in/kept-drafts'
import { SignInForm } from '@/components/sign-in/sign-in-form'

export const metadata: Metadata = { title: 'Sign in' }

export default async function Login({ searchParams }: PageProps<'/login'>) {
  const { next } = await searchParams
  return (
    <CenteredCard title="Sign in" intro="Manage the accounts and users of your organization.">
      <KeptDrafts />
      <SignInForm action={signInAction} next={typeof next === 'string' ? next : '/'} />
      <p className="text-help text-text-2">
        Forgot your password? Ask another administrator of your organization to reset it.
      </p>
    </CenteredCard>
  )
}
