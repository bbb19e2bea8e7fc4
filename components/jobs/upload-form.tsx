'use client'

import { type FormEvent, useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { type FormAction, useServerAction } from '@/components/ui/use-server-action'
import { whyFileTooLarge } from '@/lib/imports/policy'

type Props = {
  action: FormAction<unknown>
  /** Whose users are imported; undefined for accounts. */
  accountId?: number
  cancelHref: string
}

/** Sends a file, which is then checked. */
export function UploadForm({ action, accountId, cancelHref }: Props) {
  const { state, dispatch, send, pending } = useServerAction(action)
  const [tooLarge, setTooLarge] = useState<string>()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const file = data.get('content')
    const fault = file instanceof File ? whyFileTooLarge(file.size) : undefined
    setTooLarge(fault)
    if (!fault) send(data)
  }
  const answered = 'errors' in state ? (state.errors.content ?? state.message) : undefined
  const refused = tooLarge ?? answered
  return (
    <form action={dispatch} onSubmit={submit} aria-label="Import" className="grid gap-4">
      {accountId !== undefined && <input type="hidden" name="accountId" value={accountId} />}
      {refused && (
        <Notice tone="danger">
          <p id="file-error" role="alert" className="text-danger-text">
            {refused}
          </p>
        </Notice>
      )}
      <div className="grid gap-1.5">
        <label htmlFor="file" className="text-label font-medium">
          CSV file
        </label>
        <input
          id="file"
          type="file"
          name="content"
          accept=".csv,.tsv,text/csv,text/tab-separated-values"
          required
          aria-invalid={refused ? true : undefined}
          aria-describedby={refused ? 'file-error file-help' : 'file-help'}
          className="control input py-1.5"
        />
        <p id="file-help" className="text-help text-text-2">
          Up to 25 MB and 200,000 rows, in UTF-8. Nothing is added before you have seen what the
          check found.
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
