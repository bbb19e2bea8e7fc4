import type { ReactNode } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { FormFrame } from '@/components/ui/form-frame'
import type { ActionForm } from '@/components/ui/use-action-form'

type Change = 'reset' | 'withdraw'

type Props = {
  form: ActionForm<never>
  change: Change
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
      <ul className="grid list-disc gap-1.5 rounded-panel bg-danger-soft py-3 ps-8 pe-4">
        {hasSecret && <li>{consequence}</li>}
        {change === 'reset' && (
          <li>The new secret is shown once. Scripts work again when they use it.</li>
        )}
        {hasSecret && <li>This can't be undone.</li>}
      </ul>
      {children}
      <div className="flex flex-wrap justify-end gap-2">
        <ButtonLink href={href} keepScroll data-close>
          Cancel
        </ButtonLink>
        <Button type="submit" variant="danger" busy={form.pending}>
          {`${verb} ${label}`}
        </Button>
      </div>
    </FormFrame>
  )
}

export function secretVerb(change: Change, hasSecret: boolean): string {
  if (change === 'withdraw') return 'Withdraw'
  return hasSecret ? 'Reset' : 'Create'
}
