'use client'

import { X } from 'lucide-react'
import { useEffect } from 'react'
import { type DeletionChange, deletionTexts } from '@/components/accounts/deletion-texts'
import { Button, ButtonLink } from '@/components/ui/button'
import { FlashNotice } from '@/components/ui/flash-notice'
import { FormNotice } from '@/components/ui/form-notice'
import { Link } from '@/components/ui/link'
import { useSelectionActions } from '@/components/ui/selection'
import { SimpleForm } from '@/components/ui/simple-form'
import type { FormAction } from '@/components/ui/use-server-action'
import type { DeletedAccount } from '@/lib/accounts/view'
import type { FormState } from '@/lib/form-state'
import { paths } from '@/lib/paths'
import type { ExternalIdOwner } from '@/lib/taken'

type Props = {
  account: DeletedAccount
  change: DeletionChange
  action: FormAction<unknown>
  dismissHref: string
}

export function DeletedBanner({ account, change, action, dismissHref }: Props) {
  const { id, name, externalId, externalIdOwner: owner } = account
  const { forget } = useSelectionActions()
  useEffect(() => forget('accounts', [id]), [forget, id])
  return (
    <FlashNotice tone="info">
      <SimpleForm
        action={action}
        label="Undo the deletion"
        hidden={{ id }}
        className="flex flex-wrap items-start gap-3"
      >
        {({ state, pending }) => (
          <>
            <div className="grid min-w-0 flex-1 basis-full gap-1 md:basis-0">
              <p className="font-medium">
                <bdi>{`“${name}”`}</bdi> <span>{`was ${deletionTexts[change].done}.`}</span>
              </p>
              {'errors' in state && !state.errors.externalId && (
                <FormNotice state={state} kept="nothing" />
              )}
              {owner ? (
                <NewExternalId id={id} externalId={externalId} owner={owner} state={state} />
              ) : (
                <Restorable id={id} />
              )}
            </div>
            <div className="flex gap-2">
              <Button type="submit" busy={pending} busyLabel="Restoring…">
                {owner ? 'Restore' : 'Undo'}
              </Button>
              <ButtonLink href={dismissHref} variant="ghost" shape="square" aria-label="Dismiss">
                <X size={16} aria-hidden="true" />
              </ButtonLink>
            </div>
          </>
        )}
      </SimpleForm>
    </FlashNotice>
  )
}

function Restorable({ id }: { id: number }) {
  return (
    <p className="text-help text-text-2">
      <span>
        Undo restores it and reactivates its users. Later, you can restore it only through the API:
      </span>{' '}
      <code>{`PATCH /elements/api-v2/accounts/${id} {"active": true}`}</code>
    </p>
  )
}

type NewExternalIdProps = {
  id: number
  externalId: string
  owner: ExternalIdOwner
  state: FormState
}

function NewExternalId({ id, externalId, owner, state }: NewExternalIdProps) {
  const error = 'errors' in state ? state.errors.externalId : undefined
  return (
    <>
      <p>
        <span>Its external ID,</span> <bdi>{externalId}</bdi>
        <span>, now belongs to</span>{' '}
        <Link href={paths.account(owner.id)} className="text-accent-text underline">
          <bdi>{owner.name}</bdi>
        </Link>{' '}
        <span>
          {`(ID ${owner.id}). Restore it with a new external ID, or change the other account's first.`}
        </span>
      </p>
      <label htmlFor="new-external-id" className="font-medium text-label">
        New external ID
      </label>
      <input
        id="new-external-id"
        name="externalId"
        required
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        defaultValue={'errors' in state ? state.submittedValues.externalId : undefined}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? 'new-external-id-error' : undefined}
        className="control input max-w-md"
      />
      {error && (
        <p id="new-external-id-error" role="alert" className="text-danger-text text-help">
          {error}
        </p>
      )}
      <p className="text-help text-text-2">
        <span>Through the API:</span>{' '}
        <code>{`PATCH /elements/api-v2/accounts/${id} {"active": true, "externalId": "…"}`}</code>
      </p>
    </>
  )
}
