import type { ReactNode } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { FormFrame } from '@/components/ui/form-frame'
import type { ActionForm } from '@/components/ui/use-action-form'
import type { SecretChange } from '@/components/users/secret-change'

type Props = {
  form: ActionForm<never>
  change: SecretChange
  label: string
  /** What stops working. */
  consequence: string
  hasSecret: boolean
  /** Where Cancel leads without JavaScript. */
  href: string
  children?: ReactNode
}

export function SecretConfirmation(props: Props) {
  const { form, change, label, consequence, hasSecret, href, children } = props
  const verb = secretVerb(change, hasSecret)
  return (
    <FormFrame form={form} label={`${verb} the ${label}`}>
      {hasSecret ? (
        <ul className="grid list-disc gap-1.5 rounded-panel bg-danger-soft py-3 ps-8 pe-4">
          <li>{consequence}</li>
          {change === 'reset' && <li>The new secret is shown once. Copy it into your scripts.</li>}
          <li>This can't be undone.</li>
        </ul>
      ) : (
        <p className="text-text-2">It is shown once. Copy it into your scripts.</p>
      )}
      {children}
      <div className="flex flex-wrap justify-end gap-2">
        <ButtonLink href={href} keepScroll data-close>
          Cancel
        </ButtonLink>
        <Button type="submit" variant={hasSecret ? 'danger' : 'primary'} busy={form.pending}>
          {`${verb} ${label}`}
        </Button>
      </div>
    </FormFrame>
  )
}

export function secretVerb(change: SecretChange, hasSecret: boolean): string {
  if (change === 'withdraw') return 'Withdraw'
  return hasSecret ? 'Reset' : 'Create'
}
