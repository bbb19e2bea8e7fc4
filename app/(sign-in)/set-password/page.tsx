import type { Metadata } from 'next'
import { openLinkAction, setPasswordAction } from '@/app/(sign-in)/actions'
import { SetPasswordForms } from '@/components/links/set-password-forms'
import { CenteredCard } from '@/components/shell/centered-card'
import { ButtonLink } from '@/components/ui/button'
import { paths } from '@/lib/paths'

export const metadata: Metadata = { title: 'Set password' }

/** The same for every visitor: the server gets a link with its form, not with the address. */
export default function SetPassword() {
  return (
    <CenteredCard title="Set password">
      <SetPasswordForms openAction={openLinkAction} setAction={setPasswordAction} />
      <ButtonLink href={paths.signIn}>Back to sign-in</ButtonLink>
    </CenteredCard>
  )
}
