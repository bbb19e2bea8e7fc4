'use client'

import { EmailField } from '@/components/ui/email-field'
import { FormFrame } from '@/components/ui/form-frame'
import { SaveBar } from '@/components/ui/save-bar'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { changeEmailSchema } from '@/lib/profile/schema'
import type { OwnProfile } from '@/lib/profile/view'

type Props = {
  profile: Pick<OwnProfile, 'version' | 'email' | 'confirmsEmail'>
  action: FormAction<unknown>
}

export function EmailForm({ profile, action }: Props) {
  const { version, email, confirmsEmail } = profile
  const form = useActionForm({
    action,
    schema: changeEmailSchema,
    defaultValues: { email },
    hidden: { version },
    requireChanges: true,
  })
  return (
    <FormFrame form={form} label="Email" className="grid" inset>
      <div className="p-4 md:p-6">
        <EmailField form={form} name="email" autoComplete="email" help={help(confirmsEmail)} />
      </div>
      <SaveBar form={form} label="Change email" />
    </FormFrame>
  )
}

function help(confirmsEmail: boolean): string {
  const effect = confirmsEmail
    ? 'A new one gets a link, and takes effect when you confirm it there. Then your other sessions end, and we tell the old address.'
    : 'A new one takes effect at once and ends your other sessions.'
  return `You sign in with this address. ${effect} Your User Secret keeps working.`
}
