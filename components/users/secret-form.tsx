'use client'

import type { ReactNode } from 'react'
import { buttonVariants } from '@/components/ui/button-variants'
import { DialogLink } from '@/components/ui/dialog-link'
import { Notice } from '@/components/ui/notice'
import { SecretsNotice } from '@/components/ui/secrets-notice'
import { Time, type TimeProps } from '@/components/ui/time'
import { type ActionForm, useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import type { SecretChange } from '@/components/users/secret-change'
import { SecretConfirmation, secretVerb } from '@/components/users/secret-confirmation'
import { secretResetSchema } from '@/lib/users/schema'

type NewSecret = { secret: string }

type Props = {
  resetAction: FormAction<NewSecret>
  withdrawAction: FormAction<unknown>
  /** The user, unless people change their own secret. */
  hidden: { id?: number }
  label: 'User Secret' | 'Organization Secret'
  /** Null without a secret, undefined if nobody recorded when it was created. */
  created: TimeProps | null | undefined
  help: string
  /** What the old secret was good for. */
  consequence: string
  /** What a reset does instead, and fields to choose it. */
  resetConsequence?: string
  resetChoice?: ReactNode
  children?: ReactNode
  /** The page of the card, and the same page with `confirming`. */
  href: string
  confirmHref: { reset: string; withdraw: string }
  /** Asks for confirmation in the card. With JavaScript, a dialog asks instead. */
  confirming: SecretChange | undefined
}

/** Shows a new secret once, or ends one, after a confirmation that says what stops working. */
export function SecretForm(props: Props) {
  const { resetAction, withdrawAction, hidden, label, created, confirming } = props
  const reset = useActionForm({ action: resetAction, schema: secretResetSchema, hidden })
  const withdraw = useActionForm({ action: withdrawAction, schema: secretResetSchema, hidden })
  const hasSecret = created !== null
  const { consequence, resetConsequence = consequence, resetChoice, href } = props
  const texts = { label, hasSecret, href }
  const confirmations = {
    reset: (
      <SecretConfirmation {...texts} form={reset} change="reset" consequence={resetConsequence}>
        {hasSecret && resetChoice}
      </SecretConfirmation>
    ),
    withdraw: (
      <SecretConfirmation {...texts} form={withdraw} change="withdraw" consequence={consequence} />
    ),
  }
  const isDone = reset.state.status === 'done' || withdraw.state.status === 'done'
  const changes = hasSecret ? (['reset', 'withdraw'] as const) : (['reset'] as const)
  const toConfirm = isDone ? undefined : changes.find((change) => change === confirming)
  return (
    <div className="grid gap-4 p-4 md:p-6">
      {hasSecret ? (
        <NewSecretNotice form={reset} label={label} />
      ) : (
        <WithdrawnNotice form={withdraw} />
      )}
      <p className="text-text-2">{props.help}</p>
      <div className="flex flex-wrap gap-x-6 gap-y-1">
        <Created label={label} created={created} />
        {props.children}
      </div>
      {toConfirm ? (
        confirmations[toConfirm]
      ) : (
        <div className="flex flex-wrap gap-2">
          {changes.map((change) => (
            <DialogLink
              // The key of a form changes when it is saved, which closes the dialog.
              key={`${change} ${reset.formKey} ${withdraw.formKey}`}
              href={props.confirmHref[change]}
              title={`${secretVerb(change, hasSecret)} the ${label}?`}
              dialog={confirmations[change]}
              className={buttonVariants({}, 'max-md:w-full')}
            >
              {`${secretVerb(change, hasSecret)} ${label}`}
            </DialogLink>
          ))}
        </div>
      )}
    </div>
  )
}

type NewSecretProps = { form: ActionForm<never, NewSecret>; label: string }

function NewSecretNotice({ form: { state, responseCount }, label }: NewSecretProps) {
  if (state.status !== 'done') return null
  const secrets = [{ label, text: state.result.secret }]
  return <SecretsNotice key={responseCount} message={state.message} secrets={secrets} />
}

function WithdrawnNotice({ form: { state, responseCount } }: { form: ActionForm<never> }) {
  if (state.status !== 'done') return null
  return (
    <Notice key={responseCount} tone="ok" ref={focus}>
      <p dir="auto">{state.message}</p>
    </Notice>
  )
}

const focus = (element: HTMLElement | null) => element?.focus()

function Created({ label, created }: Pick<Props, 'label' | 'created'>) {
  if (created === null) return <p>{`There is no ${label}.`}</p>
  if (created === undefined) return <p>Created before the console recorded when.</p>
  return (
    <p>
      <span>Created:</span> <Time {...created} />
    </p>
  )
}
