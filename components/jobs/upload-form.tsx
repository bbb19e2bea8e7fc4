'use client'

import { type ComponentProps, type FormEvent, useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { FormKey } from '@/components/ui/form-key'
import { FormNotice } from '@/components/ui/form-notice'
import { formatNumber } from '@/components/ui/format'
import { useLocale } from '@/components/ui/locale'
import { Notice } from '@/components/ui/notice'
import { SavedBefore } from '@/components/ui/saved-before'
import { useFileDraft } from '@/components/ui/use-file-draft'
import { type FormAction, useServerAction } from '@/components/ui/use-server-action'
import type { FormState } from '@/lib/form-state'
import { MAX_FILE_MB, MAX_ROWS, whyFileTooLarge } from '@/lib/imports/policy'

// The server waits two minutes for a file.
const TIMEOUT_MS = 150_000

type Props = {
  action: FormAction<unknown>
  /** The account whose users are imported; undefined for accounts. */
  accountId?: number
  cancelHref: string
}

export function UploadForm({ action, accountId, cancelHref }: Props) {
  const { state, formAction, formKey, restoreKey, send, pending } = useServerAction(
    action,
    TIMEOUT_MS,
  )
  const { input, choose, whenKept, isKept, isRestored } = useFileDraft(formKey, restoreKey)
  const [tooLarge, setTooLarge] = useState<string>()
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
      <FileField ref={input} error={error} onChange={choose} />
      {accountId !== undefined && <ModeField mode={submittedMode(state)} />}
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
  return ('submittedValues' in state && state.submittedValues.mode) || 'add'
}

const modes = [
  { value: 'add', label: 'Add new users. A row of a user who exists is rejected.' },
  { value: 'update', label: 'Update users by ID or email address. A row of nobody is rejected.' },
  { value: 'both', label: 'Both: update the users who exist, and add the others.' },
]

function ModeField({ mode }: { mode: string }) {
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 font-medium text-label">What to do with the rows</legend>
      {modes.map(({ value, label }) => (
        <label key={value} className="flex min-h-8 items-center gap-2 max-md:min-h-11">
          <input
            type="radio"
            name="mode"
            value={value}
            defaultChecked={value === mode}
            className="size-4 shrink-0 accent-accent"
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  )
}

type FieldProps = Pick<ComponentProps<'input'>, 'ref' | 'onChange'> & {
  error: string | undefined
}

function FileField({ error, ...rest }: FieldProps) {
  const locale = useLocale()
  return (
    <div className="grid gap-1.5">
      <label htmlFor="file" className="text-label font-medium">
        CSV file
      </label>
      <input
        id="file"
        type="file"
        name="content"
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
        required
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? 'file-error file-help' : 'file-help'}
        className="control input py-1.5"
        {...rest}
      />
      <p id="file-help" className="text-help text-text-2">
        {`Up to ${MAX_FILE_MB} MB and ${formatNumber(MAX_ROWS, locale)} rows, as “CSV UTF-8” or “Unicode text”. Nothing changes until you confirm the result of the check.`}
      </p>
    </div>
  )
}
