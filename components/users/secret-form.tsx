'use client'

import { Button, ButtonLink, buttonVariants } from '@/components/ui/button'
import { DialogLink } from '@/components/ui/dialog-link'
import { FormFrame } from '@/components/ui/form-frame'
import { SecretsNotice } from '@/components/ui/secrets-notice'
import { type ActionForm, useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { secretResetSchema } from '@/lib/users/schema'

type Props = {
  action: FormAction<{ secret: string }>
  /** The user, unless people reset their own secret. */
  hidden: { id?: number }
  label: 'User Secret' | 'Organization Secret'
  help: string
  /** What the old secret was good for. */
  consequence: string
  /** The page of the card, and the same page with `confirming`. */
  href: string
  confirmHref: string
  /** Asks for confirmation in the card. With JavaScript, a dialog asks instead. */
  confirming: boolean
}

/** Shows a new secret once, after a confirmation that says what stops working. */
export function SecretForm(props: Props) {
  const { action, hidden, label, help, confirmHref, confirming } = props
  const form = useActionForm({ action, schema: secretResetSchema, hidden })
  const { state } = form
  const confirmation = <Confirmation form={form} {...props} />
  return (
    <div className="grid gap-4 p-4 md:p-6">
      {state.status === 'done' && (
        <SecretsNotice
          key={form.responseCount}
          message={state.message}
          secrets={[{ label, text: state.result.secret }]}
        />
      )}
      <p className="text-text-2">{help}</p>
      {confirming && state.status !== 'done' ? (
        confirmation
      ) : (
        <div>
          <DialogLink
            // A new secret closes the dialog.
            key={state.status === 'done' ? form.responseCount : 0}
            href={confirmHref}
            title={`Reset the ${label}?`}
            dialog={confirmation}
            className={buttonVariants({}, 'max-md:w-full')}
          >
            {`Reset ${label}`}
          </DialogLink>
        </div>
      )}
    </div>
  )
}

type ConfirmationProps = Pick<Props, 'label' | 'consequence' | 'href'> & { form: ActionForm<never> }

function Confirmation({ form, label, consequence, href }: ConfirmationProps) {
  return (
    <FormFrame form={form} label={`Reset the ${label}`}>
      <ul className="grid list-disc gap-1.5 rounded-panel bg-danger-soft py-3 ps-8 pe-4">
        <li>{consequence}</li>
        <li>The new secret is shown once. Scripts work again when they use it.</li>
        <li>This can't be undone.</li>
      </ul>
      <div className="flex flex-wrap justify-end gap-2">
        <ButtonLink href={href} keepScroll data-close>
          Cancel
        </ButtonLink>
        <Button type="submit" variant="danger" busy={form.pending}>
          {`Reset ${label}`}
        </Button>
      </div>
    </FormFrame>
  )
}
