'use client'

import type { FormEvent } from 'react'
import { JobRefresh } from '@/components/jobs/job-refresh'
import { useFollowDownload } from '@/components/jobs/use-follow-download'
import { Button } from '@/components/ui/button'
import { formatCount, formatNumber } from '@/components/ui/format'
import { IdentityRequest } from '@/components/ui/identity-request'
import { FORM_USER, type Reauthentication } from '@/lib/form-state'
import type { Invitable } from '@/lib/imports/view'
import { paths } from '@/lib/paths'

/** An import is followed by links for those of its users who have no password. */
export type LinkOffer =
  | { kind: 'job'; users: number; isPartial: boolean }
  | ({ kind: 'import' } & Invitable)

type Props = {
  jobId: number
  offer: LinkOffer
  userId: number
  /** Undefined if the administrator proved recently who they are. */
  reauthentication: Reauthentication | undefined
  isMailOn: boolean
  sendMail: boolean
  /** Why the proof was denied. */
  denial: string | undefined
  locale: string
}

/** Sent by the browser itself, which saves the answer as a file. */
export function LinksForm(props: Props) {
  const { jobId, offer, userId, reauthentication, isMailOn, sendMail, denial, locale } = props
  const { users } = offer
  const count = formatCount(users, 'user', locale)
  const { isFollowed, follow } = useFollowDownload(JSON.stringify(offer))
  return (
    <form
      action={paths.jobLinks(jobId)}
      method="post"
      data-download
      className="grid gap-4"
      onSubmit={follow}
    >
      {isFollowed && <JobRefresh />}
      <input type="hidden" name={FORM_USER} value={userId} />
      <div className="grid gap-1">
        <p>{purposeText(offer, count)}</p>
        <p className="text-text-2">
          The file has a link for each of them, is made only for you, and isn't kept here. Each file
          has new links; those of an earlier file stop working.
        </p>
        {offer.kind === 'job' && offer.isPartial && (
          <p className="font-medium">
            If the download has stopped, start it again: the new file has everyone.
          </p>
        )}
        {offer.kind === 'import' && offer.invited > 0 && (
          <p className="font-medium">
            {`${formatNumber(offer.invited, locale)} already ${offer.invited === 1 ? 'has' : 'have'} a link that works. A new file ends ${offer.invited === 1 ? 'it' : 'them'}.`}
          </p>
        )}
      </div>
      {isMailOn && <SendMailBox checked={sendMail} />}
      {!reauthentication ? (
        <div>
          <Button type="submit">{`Download links for ${users === 1 ? count : `all ${count}`}`}</Button>
        </div>
      ) : (
        <div className="grid gap-2">
          {denial && (
            <p role="alert" className="text-danger-text">
              {denial}
            </p>
          )}
          <IdentityRequest
            {...reauthentication}
            message={`Enter your password to download links for ${count}.`}
          />
        </div>
      )}
    </form>
  )
}

/** The address of the page keeps the choice while the person proves who they are. */
function SendMailBox({ checked }: { checked: boolean }) {
  const keep = ({ currentTarget }: FormEvent<HTMLInputElement>) => {
    const url = new URL(window.location.href)
    if (currentTarget.checked) url.searchParams.set('sendMail', 'on')
    else url.searchParams.delete('sendMail')
    window.history.replaceState(null, '', url)
  }
  return (
    <label className="flex min-h-8 items-center gap-2 max-md:min-h-11">
      <input
        type="checkbox"
        name="sendMail"
        defaultChecked={checked}
        onInput={keep}
        className="size-4 shrink-0 accent-accent"
      />
      <span>Send each link by mail as well</span>
    </label>
  )
}

function purposeText({ kind, users }: LinkOffer, count: string): string {
  if (kind === 'import') {
    return `${count} of this import ${users === 1 ? 'has' : 'have'} no password. With a link, each chooses one: it works once, for 7 days.`
  }
  return `With a link, each of the ${count} chooses a password. It works once: for 7 days if it is the first password, otherwise for 24 hours.`
}
