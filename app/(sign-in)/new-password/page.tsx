import type { Metadata } from 'next'
import { changePasswordAction } from '@/app/(sign-in)/actions'
import { signOutAction } from '@/app/actions'
import { Outside } from '@/components/shell/outside'
import { NewPasswordForm } from '@/components/sign-in/new-password-form'
import { Button, ButtonLink } from '@/components/ui/button'
import { requireSignedIn } from '@/lib/transport/page'

export const metadata: Metadata = { title: 'New password' }

export default async function NewPassword() {
  const { email, mustChangePassword: required } = await requireSignedIn()
  const intro = required
    ? `Signed in as ${email}. Choose a password of your own to go on.`
    : `Signed in as ${email}.`
  return (
    <Outside title="New password" intro={intro}>
      <NewPasswordForm action={changePasswordAction} email={email} />
      {required ? (
        <form action={signOutAction}>
          <Button type="submit" className="w-full">
            Sign out
          </Button>
        </form>
      ) : (
        <ButtonLink href="/" prefetch={false}>
          Cancel
        </ButtonLink>
      )}
    </Outside>
  )
}
