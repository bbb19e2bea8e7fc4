'use client'

import { type FormEvent, useId, useState } from 'react'
import { FileField } from '@/components/jobs/file-field'
import { Button, ButtonLink } from '@/components/ui/button'
import { FormKey } from '@/components/ui/form-key'
import { FormNotice } from '@/components/ui/form-notice'
import { Notice } from '@/components/ui/notice'
import { RadioGroup } from '@/components/ui/radio-group'
import { SavedBefore } from '@/components/ui/saved-before'
import { useFileDraft } from '@/components/ui/use-file-draft'
import { type FormAction, useServerAction } from '@/components/ui/use-server-action'
import type { FormState } from '@/lib/form-state'
import { whyFileTooLarge } from '@/lib/imports/policy'

// The server waits two minutes for a file.
const timeoutMs = 150_000

const defaults = { mode: 'add' }

const modes = [
  {
    value: 'add',
    label: 'Add new users',
    help: 'A row with the email address of an existing user is rejected.',
  },
  {
    value: 'update',
    label: 'Update existing users',
    help: 'A row is matched by ID or email address. A row without a match is rejected.',
  },
  {
    value: 'both',
    label: 'Add and update',
    help: 'A row that matches a user updates them. Every other row adds one.',
  },
]

type Props = {
  action: FormAction<unknown>
  /** The account whose users are imported; undefined for accounts. */
  accountId?: number
  cancelHref: string
}

export function UploadForm({ action, accountId, cancelHref }: Props) {
  const { state, formAction, formKey, restoreKey, send, pending } = useServerAction(action, {
    timeoutMs,
  })
  const { input, chooseFile, keepChoices, whenKept, isKept, isRestored } = useFileDraft({
    formKey,
    restoreKey,
    defaults,
  })
  const [tooLarge, setTooLarge] = useState<string>()
  const modeId = useId()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const file = data.get('content')
    const reason = file instanceof File ? whyFileTooLarge(file.size) : undefined
    setTooLarge(reason)
    if (!reason) void whenKept().then(() => send(data))
  }
  const error = tooLarge ?? fileError(state)
  return (
    <form action={formAction} onSubmit={submit} aria-label="Import" className="grid gap-4">
      <FormKey value={formKey} />
      {accountId !== undefined && <input type="hidden" name="accountId" value={accountId} />}
      {error && (
        <Notice tone="danger">
          <p id="file-error" role="alert" className="text-danger-text">
            {error}
          </p>
        </Notice>
      )}
      {!error && <Outcome state={state} isKept={isKept} />}
      {isRestored && state.status === 'idle' && (
        <Notice>
          <p role="status">Your file is selected again. It hasn't been checked yet.</p>
        </Notice>
      )}
      <FileField ref={input} error={error} onChange={chooseFile} />
      {accountId !== undefined && (
        <RadioGroup
          id={modeId}
          label="What to do with the rows"
          options={modes}
          defaultValue={submittedMode(state)}
          input={{ name: 'mode', onInput: keepChoices }}
        />
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <ButtonLink href={cancelHref}>Cancel</ButtonLink>
        <Button type="submit" variant="primary" busy={pending} busyLabel="Uploading…">
          Check file
        </Button>
      </div>
    </form>
  )
}

/** Why the file was rejected, if the form has been read at all. */
function fileError(state: FormState): string | undefined {
  if (!('errors' in state) || state.signedOut) return undefined
  if (state.status !== 'invalid' && state.status !== 'failed') return undefined
  return state.errors.content ?? state.message
}

function Outcome({ state, isKept }: { state: FormState; isKept: boolean }) {
  if (state.status === 'saved-before') return <SavedBefore state={state} />
  if (!('errors' in state)) return null
  return (
    <div role="alert">
      <FormNotice state={state} kept={isKept ? 'file' : 'nothing'} />
    </div>
  )
}

/** Without JavaScript, the response is a new page. */
function submittedMode(state: FormState): string {
  return ('submittedValues' in state && state.submittedValues.mode) || defaults.mode
}
