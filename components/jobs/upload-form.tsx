'use client'

import { type FormEvent, useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { FormKey } from '@/components/ui/form-key'
import { formatNumber } from '@/components/ui/format'
import { useLocale } from '@/components/ui/locale'
import { Notice } from '@/components/ui/notice'
import { SavedBefore } from '@/components/ui/saved-before'
import { type FormAction, useServerAction } from '@/components/ui/use-server-action'
import { MAX_FILE_MB, MAX_ROWS, whyFileTooLarge } from '@/lib/imports/policy'

type Props = {
  action: FormAction<unknown>
  /** The account whose users are imported; undefined for accounts. */
  accountId?: number
  cancelHref: string
}

export function UploadForm({ action, accountId, cancelHref }: Props) {
  const locale = useLocale()
  const { state, formAction, formKey, send, pending } = useServerAction(action)
  const [tooLarge, setTooLarge] = useState<string>()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const file = data.get('content')
    const reason = file instanceof File ? whyFileTooLarge(file.size) : undefined
    setTooLarge(reason)
    if (!reason) send(data)
  }
  const rejected = 'errors' in state ? (state.errors.content ?? state.message) : undefined
  const error = tooLarge ?? rejected
  const earlier = state.status === 'saved-before' ? state : undefined
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
      {earlier && <SavedBefore state={earlier} />}
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
        />
        <p id="file-help" className="text-help text-text-2">
          {`Up to ${MAX_FILE_MB} MB and ${formatNumber(MAX_ROWS, locale)} rows, as “CSV UTF-8” or “Unicode text”. Nothing is added until you confirm the result of the check.`}
        </p>
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        <ButtonLink href={cancelHref}>Cancel</ButtonLink>
        <Button type="submit" variant="primary" busy={pending}>
          Check file
        </Button>
      </div>
    </form>
  )
}
