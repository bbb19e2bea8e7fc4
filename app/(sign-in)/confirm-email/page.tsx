import type { Metadata } from 'next'
import { confirmEmailAction } from '@/app/(sign-in)/confirm-email/actions'
import { ConfirmEmailForm } from '@/components/profile/confirm-email-form'
import { CenteredCard } from '@/components/shell/centered-card'

export const metadata: Metadata = { title: 'Confirm your email' }

/** The same for every visitor: the server gets a link with its form, not with the address. */
export default function ConfirmEmail() {
  return (
    <CenteredCard title="Confirm your email">
      <ConfirmEmailForm action={confirmEmailAction} />
    </CenteredCard>
  )
}
