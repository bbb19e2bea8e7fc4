'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import { usePasskeySupport } from '@/components/passkeys/use-passkey-support'
import { askForPasskey, stopAsking } from '@/components/ui/ask-for-passkey'
import { Button } from '@/components/ui/button'
import { fetchJson } from '@/components/ui/fetch-json'
import { FormNotice } from '@/components/ui/form-notice'
import { useAnnounce } from '@/components/ui/live-region'
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
  const announce = useAnnounce()
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
  useOffers(works && !isAsking, () => signIn({ autofill: true }))
  useEffect(() => {
    if (responseCount > 0 && 'message' in state) announce(state.message)
  }, [state, responseCount, announce])
  const press = async () => {
    setAsking(true)
    setProblem(undefined)
    const reason = await signIn()
    setProblem(reason)
    setAsking(false)
    if (reason) announce(reason)
  }
  return (
    <>
      <noscript>
        <p className="text-help text-text-2">To use a passkey, turn on JavaScript.</p>
      </noscript>
      <div className={works ? 'grid gap-4' : 'invisible noscript:hidden'}>
        {problem && (
          <Notice tone="warn">
            <p>{problem}</p>
          </Notice>
        )}
        {!problem && !isAsking && !pending && 'errors' in state && (
          <FormNotice key={responseCount} state={state} kept="nothing" />
        )}
        <Button
          className="w-full"
          busy={pending || state.status === 'done'}
          busyLabel="Signing in…"
          // Leaving the email field would say that it is required.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => void press()}
        >
          Use a passkey
        </Button>
      </div>
    </>
  )
}

/** Repeats an offer before it ends. */
function useOffers(isActive: boolean, offer: () => Promise<unknown>) {
  const start = useEffectEvent(() => void offer())
  useEffect(() => {
    if (!isActive) return
    start()
    const timer = setInterval(start, REFRESH_MS)
    return () => clearInterval(timer)
  }, [isActive])
  useEffect(() => () => void stopAsking(), [])
}

function toRequest(json: unknown) {
  return passkeyRequestSchema.safeParse(json).data
}
