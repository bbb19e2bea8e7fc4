import type { FactorTexts } from '@/components/second-factor/factor-texts'
import { Button } from '@/components/ui/button'
import { FormFrame } from '@/components/ui/form-frame'
import { Time } from '@/components/ui/time'
import type { ActionForm } from '@/components/ui/use-action-form'

type Props = {
  factor: FactorTexts | null
  blocked: string | undefined
  isRequired: boolean
  start: ActionForm<never>
  remove: ActionForm<never>
  replaceCodes: ActionForm<never>
}

/** Whether there is an authenticator app, and what its user can do about it. */
export function AuthenticatorState(props: Props) {
  const { factor, blocked, isRequired, start, remove, replaceCodes } = props
  if (!factor) {
    return (
      <>
        <p className="text-text-2">
          At sign-in, an app on your phone shows a code that you enter after your password. Someone
          who learns your password can't sign in with it alone.
        </p>
        {blocked ? (
          <p>{blocked}</p>
        ) : (
          <SubmitForm form={start} label="Set up an authenticator app" variant="primary" />
        )}
      </>
    )
  }
  return (
    <>
      <p>
        <span>On since </span>
        <Time {...factor.since} />
        <span>{`. ${factor.recoveryCodes} left.`}</span>
      </p>
      <div className="flex flex-wrap gap-2">
        <SubmitForm form={start} label="Move to another app" />
        <SubmitForm form={replaceCodes} label="New recovery codes" />
      </div>
      {isRequired ? (
        <p className="text-text-2">Your organization requires a second factor.</p>
      ) : (
        <details>
          <summary className="cursor-pointer py-2">Remove the authenticator app</summary>
          <p className="mt-1 mb-3">
            Your password alone is then enough to sign in. Your recovery codes stop working.
          </p>
          <SubmitForm form={remove} label="Remove authenticator app" variant="danger" />
        </details>
      )}
    </>
  )
}

type SubmitProps = {
  form: ActionForm<never>
  label: string
  variant?: 'primary' | 'danger'
}

function SubmitForm({ form, label, variant }: SubmitProps) {
  return (
    <FormFrame form={form} label={label}>
      <div>
        <Button type="submit" variant={variant} busy={form.pending}>
          {label}
        </Button>
      </div>
    </FormFrame>
  )
}
