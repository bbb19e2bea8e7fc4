'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import { usePasskeySupport } from '@/components/passkeys/use-passkey-support'
import { askForPasskey, stopAsking } from '@/components/ui/ask-for-passkey'
import { Button } from '@/components/ui/button'
import { fetchJson } from '@/components/ui/fetch-json'
import { FormNotice } from '@/components/ui/form-notice'
import { Notice } from '@/components/ui/notice'
import { useLoadDocument } from '@/components/ui/use-load-document'
import { type FormAction, useServerAction } from '@/components/ui/use-server-action'
import { passkeyRequestSchema } from '@/lib/passkey-request'
import { paths } from '@/lib/paths'

type Props = {
  action: FormAction<{ location: string }>
  /** The URL that passkeys are made for. */
  url: string
  next: string
}

// A request is valid for five minutes.
const REFRESH_MS = 4 * 60_000

const CANCELED = 'No passkey was used. Try again, or sign in another way.'
const UNAVAILABLE = "The server isn't responding. Try again in a moment."

/**
 * Offers passkeys in the email field, and in a dialog of the browser with the button. In a browser
 * without passkeys or JavaScript, the button only keeps its place.
 */
export function PasskeySignIn({ action, url, next }: Props) {
  const { state, responseCount, send, pending } = useServerAction(action)
  useLoadDocument(state)
  const works = usePasskeySupport(url) === 'works'
  const [isAsking, setAsking] = useState(false)
  const [problem, setProblem] = useState<string>()
  /** Returns why nothing was sent. */
  const signIn = async (options?: { autofill: boolean }) => {
    const request = await fetchJson(paths.passkeyRequest, toRequest)
    if (!request) return UNAVAILABLE
    const assertion = await askForPasskey(request, options)
    if (assertion === undefined) return CANCELED
    const data = new FormData()
    data.set('assertion', assertion)
    data.set('next', next)
    send(data)
    return undefined
  }
  const offer = useEffectEvent(() => void signIn({ autofill: true }))
  useEffect(() => {
    if (!works || isAsking) return
    offer()
    const timer = setInterval(offer, REFRESH_MS)
    return () => clearInterval(timer)
  }, [works, isAsking])
  useEffect(() => () => void stopAsking(), [])
  const press = async () => {
    setAsking(true)
    setProblem(undefined)
    setProblem(await signIn())
    setAsking(false)
  }
  return (
    <div className={works ? 'grid gap-4' : 'invisible'}>
      {problem && (
        <Notice tone="warn" ref={focus}>
          <p>{problem}</p>
        </Notice>
      )}
      {!problem && !isAsking && !pending && 'errors' in state && (
        <FormNotice key={responseCount} state={state} kept="nothing" ref={focus} />
      )}
      <Button
        className="w-full"
        busy={pending || state.status === 'done'}
        busyLabel="Signing in…"
        onClick={() => void press()}
      >
        Sign in with a passkey
      </Button>
    </div>
  )
}

function toRequest(json: unknown) {
  return passkeyRequestSchema.safeParse(json).data
}

const focus = (element: HTMLElement | null) => element?.focus()
