'use client'

import { AuthenticatorSetup, type Setup } from '@/components/second-factor/authenticator-setup'
import { AuthenticatorState } from '@/components/second-factor/authenticator-state'
import type { FactorTexts } from '@/components/second-factor/factor-texts'
import { RecoveryCodesNotice } from '@/components/second-factor/recovery-codes-notice'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { type ActionForm, useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { codeSchema, emptySchema } from '@/lib/second-factor/schema'

type NewCodes = { recoveryCodes: string[] }

type Props = {
  /** Null without an authenticator app. */
  factor: FactorTexts | null
  /** While the user is setting one up. */
  setup: Setup | null
  /** Why the user can't set one up. */
  blocked?: string | undefined
  isRequired: boolean
  /** Where to go on to after the setup. */
  next?: string
  actions: {
    start: FormAction<unknown>
    cancel: FormAction<unknown>
    confirm: FormAction<NewCodes>
    remove: FormAction<unknown>
    replaceCodes: FormAction<NewCodes>
  }
}

/** Sets up, replaces or removes the authenticator app of the user. */
export function Authenticator({ factor, setup, blocked, isRequired, next, actions }: Props) {
  const schema = emptySchema
  const start = useActionForm({ action: actions.start, schema })
  const cancel = useActionForm({ action: actions.cancel, schema })
  const defaultValues = { code: '' }
  const confirm = useActionForm({ action: actions.confirm, schema: codeSchema, defaultValues })
  const remove = useActionForm({ action: actions.remove, schema })
  const replaceCodes = useActionForm({ action: actions.replaceCodes, schema })
  return (
    <div className="grid gap-4 p-4 md:p-6">
      {factor && <NewCodesNotice form={confirm} next={next} />}
      {factor && <NewCodesNotice form={replaceCodes} />}
      {!factor && remove.state.status === 'done' && (
        <Notice tone="ok" ref={focus}>
          <p>{remove.state.message}</p>
        </Notice>
      )}
      {setup ? (
        <AuthenticatorSetup setup={setup} confirm={confirm} cancel={cancel} />
      ) : (
        <AuthenticatorState
          factor={factor}
          blocked={blocked}
          isRequired={isRequired}
          start={start}
          remove={remove}
          replaceCodes={replaceCodes}
        />
      )}
    </div>
  )
}

type NoticeProps = { form: ActionForm<never, NewCodes>; next?: string | undefined }

function NewCodesNotice({ form: { state, responseCount }, next }: NoticeProps) {
  if (state.status !== 'done') return null
  return (
    <RecoveryCodesNotice
      key={responseCount}
      message={state.message}
      codes={state.result.recoveryCodes}
    >
      {next !== undefined && (
        <ButtonLink href={next} variant="primary" className="mt-3">
          I saved them. Continue
        </ButtonLink>
      )}
    </RecoveryCodesNotice>
  )
}

const focus = (element: HTMLElement | null) => element?.focus()
