import type { Metadata } from 'next'
import { CenteredCard } from '@/components/shell/centered-card'
import { SignOutForm } from '@/components/shell/sign-out-form'
import { Button, ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { paths } from '@/lib/paths'

export const metadata: Metadata = { title: 'Sign out' }

/** Runs no query, because it is also shown when the database isn't responding. */
export default async function SignOut({ searchParams }: PageProps<'/sign-out'>) {
  const failed = (await searchParams).failed !== undefined
  return (
    <CenteredCard title="Sign out" intro="This ends your session in this browser.">
      {failed && (
        <Notice tone="danger">
          <p className="font-medium text-danger-text">You're still signed in.</p>
          <p>Your session couldn't be ended. Try again in a moment.</p>
        </Notice>
      )}
      <SignOutForm>
        <div className="grid gap-4">
          <Button type="submit" variant="primary">
            Sign out
          </Button>
          <ButtonLink href={paths.home}>Cancel</ButtonLink>
        </div>
      </SignOutForm>
    </CenteredCard>
  )
}
