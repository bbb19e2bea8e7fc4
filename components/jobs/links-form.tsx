'use client'

import { Button } from '@/components/ui/button'
import { formatCount, formatNumber } from '@/components/ui/format'
import { IdentityRequest } from '@/components/ui/identity-request'
import { FORM_USER, type Reauthentication } from '@/lib/form-state'
import type { Invitable } from '@/lib/imports/view'
import { paths } from '@/lib/paths'

/** An import is followed by links for those of its users who have no password. */
export type LinkOffer = { kind: 'job'; users: number } | ({ kind: 'import' } & Invitable)

type Props = {
  jobId: number
  offer: LinkOffer
  userId: number
  /** Undefined if the administrator proved recently who they are. */
  reauthentication: Reauthentication | undefined
  isMailOn: boolean
  locale: string
}

/** Sent by the browser itself, which saves the answer as a file. */
export function LinksForm({ jobId, offer, userId, reauthentication, isMailOn, locale }: Props) {
  const { users } = offer
  const count = formatCount(users, 'user', locale)
  return (
    <form action={paths.jobLinks(jobId)} method="post" className="grid gap-4">
      <input type="hidden" name={FORM_USER} value={userId} />
      <div className="grid gap-1">
        <p>{purposeText(offer, count)}</p>
        <p className="text-text-2">
          The file has a link for each of them, is made only for you, and isn't kept here. Each file
          has new links; those of an earlier file stop working.
        </p>
        {offer.kind === 'import' && offer.invited > 0 && (
          <p className="font-medium">
            {`${formatNumber(offer.invited, locale)} already ${offer.invited === 1 ? 'has' : 'have'} a link that works. A new file ends ${offer.invited === 1 ? 'it' : 'them'}.`}
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

function purposeText({ kind, users }: LinkOffer, count: string): string {
  if (kind === 'import') {
    return `${count} of this import ${users === 1 ? 'has' : 'have'} no password. With a link, each chooses one: it works once, for 7 days.`
  }
  return `With a link, each of the ${count} chooses a password. It works once: for 7 days if it is the first password, otherwise for 24 hours.`
}
