'use client'

import { lazy, type RefCallback, useContext } from 'react'
import { Button } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { useCurrentPage } from '@/components/ui/use-current-page'
import { UserContext } from '@/components/ui/user-context'
import type { RejectedState } from '@/lib/form-state'
import { paths } from '@/lib/paths'

// Few forms ever ask, and only in a response of the server.
const LoadedIdentityRequest = lazy(async () => {
  const { IdentityRequest } = await import('@/components/ui/identity-request')
  return { default: IdentityRequest }
})

/** What a form keeps of what was entered while its page is left to sign in or to reload. */
export type Kept = 'nothing' | 'text' | 'text-without-passwords' | 'file'

type Props = {
  state: RejectedState
  kept: Kept
  /** Of what to focus: the notice, or the field in it. */
  ref?: RefCallback<HTMLElement> | undefined
}

/** Why a form was not saved, and what to do now. */
export function FormNotice({ state, kept, ref }: Props) {
  if (state.reauthentication) {
    return <LoadedIdentityRequest {...state.reauthentication} message={state.message} ref={ref} />
  }
  switch (state.status) {
    case 'stale':
      return (
        <Notice tone="warn" ref={ref}>
          <p className="font-medium">{state.message}</p>
          <p>Your changes aren't saved yet. Compare the values below, then save again.</p>
        </Notice>
      )
    case 'unknown':
      return (
        <Notice tone="warn" ref={ref}>
          <p className="font-medium">{state.message}</p>
          <UnknownOutcome kept={kept} />
        </Notice>
      )
    case 'outdated':
      return (
        <Notice tone="warn" ref={ref}>
          <p className="font-medium">{state.message}</p>
          <p className="mb-2">{`Reload the page to continue.${whatReturns[kept]}`}</p>
          <Button onClick={() => window.location.reload()}>Reload page</Button>
        </Notice>
      )
    case 'failed':
    case 'invalid':
      return (
        <Notice tone="danger" ref={ref}>
          {state.signedOut ? (
            <SignedOut message={state.message} kept={kept} />
          ) : (
            <p className="text-danger-text">{state.message}</p>
          )}
        </Notice>
      )
  }
}

const whatReturns: { [K in Kept]: string } = {
  nothing: '',
  text: ' What you typed comes back.',
  'text-without-passwords': ' What you typed comes back, except passwords.',
  file: ' Your file stays selected.',
}

const whatIsKept: { [K in Kept]: string } = {
  nothing: 'Sign in again to continue.',
  text: 'Sign in again to continue; what you typed is kept.',
  'text-without-passwords':
    'Sign in again to continue; what you typed is kept. Passwords are not: enter them again.',
  file: 'Sign in again to continue; the file you chose is kept.',
}

const stillHere: { [K in Kept]: string } = {
  nothing: '',
  text: 'What you typed is still here. ',
  'text-without-passwords': 'What you typed is still here. ',
  file: 'Your file is still selected. ',
}

const linkStyle = 'text-accent-text underline'

function SignedOut({ message, kept }: { message: string; kept: Kept }) {
  const page = useCurrentPage()
  return (
    <>
      <p className="text-danger-text">{`${message} ${whatIsKept[kept]}`}</p>
      <p>
        <Link href={paths.signInAndReturn(page)} data-keeps-draft className={linkStyle}>
          Sign in
        </Link>
      </p>
    </>
  )
}

function UnknownOutcome({ kept }: { kept: Kept }) {
  const page = useCurrentPage()
  const isSignedIn = useContext(UserContext) !== undefined
  return (
    <>
      <p>{`${stillHere[kept]}Try again: it is never done twice.`}</p>
      {isSignedIn && (
        <p>
          <a href={page} target="_blank" rel="noreferrer" className={linkStyle}>
            Compare with what is stored, in a new tab
          </a>
        </p>
      )}
    </>
  )
}
