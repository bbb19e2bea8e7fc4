'use client'

import { Button } from '@/components/ui/button'
import { formatCount, formatNumber } from '@/components/ui/format'
import { IdentityRequest } from '@/components/ui/identity-request'
import { FORM_USER, type Reauthentication } from '@/lib/form-state'
import type { Invitable } from '@/lib/imports/view'
import { paths } from '@/lib/paths'

type Props = {
  jobId: number
  invitable: Invitable
  userId: number
  /** Undefined if the administrator proved recently who they are. */
  reauthentication: Reauthentication | undefined
  isMailOn: boolean
  locale: string
}

/** Sent by the browser itself, which saves the answer as a file. */
export function InviteForm({
  jobId,
  invitable,
  userId,
  reauthentication,
  isMailOn,
  locale,
}: Props) {
  const { users, invited } = invitable
  const count = formatCount(users, 'user', locale)
  return (
    <form action={paths.inviteImported(jobId)} method="post" className="grid gap-4">
      <input type="hidden" name={FORM_USER} value={userId} />
      <div className="grid gap-1">
        <p>
          {`${count} of this import ${users === 1 ? 'has' : 'have'} no password. With a link, each chooses one: it works once, for 7 days.`}
        </p>
        <p className="text-text-2">
          The file has a link for each of them, is made only for you, and isn't kept here. Each file
          has new links; those of an earlier file stop working.
        </p>
        {invited > 0 && (
          <p className="font-medium">
            {`${formatNumber(invited, locale)} already ${invited === 1 ? 'has' : 'have'} a link that works. A new file ends ${invited === 1 ? 'it' : 'them'}.`}
          </p>
        )}
      </div>
      {isMailOn && (
        <label className="flex min-h-8 items-center gap-2 max-md:min-h-11">
          <input type="checkbox" name="sendMail" className="size-4 shrink-0 accent-accent" />
          <span>Send each link by mail as well</span>
        </label>
      )}
      {!reauthentication ? (
        <div>
          <Button type="submit">{`Download links for ${users === 1 ? count : `all ${count}`}`}</Button>
        </div>
      ) : (
        <IdentityRequest
          {...reauthentication}
          message={`Enter your password to download links for ${count}.`}
        />
      )}
    </form>
  )
}
