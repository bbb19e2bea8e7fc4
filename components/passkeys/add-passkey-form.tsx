'use client'

import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser'
import { type FormEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import { createPasskey } from '@/components/passkeys/create-passkey'
import { usePasskeySupport } from '@/components/passkeys/use-passkey-support'
import { Button } from '@/components/ui/button'
import { FormKey } from '@/components/ui/form-key'
import { FormNotice } from '@/components/ui/form-notice'
import { Notice } from '@/components/ui/notice'
import { type FormAction, useServerAction } from '@/components/ui/use-server-action'

type Options = { options: PublicKeyCredentialCreationOptionsJSON }

type Props = {
  startAction: FormAction<Options>
  addAction: FormAction<unknown>
  /** The URL that passkeys are made for. */
  url: string
}

/** Adds a passkey, or says why this browser can't. */
export function AddPasskeyForm({ url, ...actions }: Props) {
  const support = usePasskeySupport(url)
  switch (support) {
    case 'works':
      return <AddForms {...actions} />
    case 'other-url':
      return <p>{`To use passkeys, open the console at ${url}.`}</p>
    case 'none':
      return <p>This browser doesn't support passkeys.</p>
    case 'unknown':
      return (
        <noscript>
          <p>To add a passkey, turn on JavaScript.</p>
        </noscript>
      )
  }
}

/** The first form asks the server for a challenge, and the second sends what the browser made of it. */
function AddForms({ startAction, addAction }: Omit<Props, 'url'>) {
  const start = useServerAction(startAction)
  const add = useServerAction(addAction)
  // Empty while the browser asks.
  const [problem, setProblem] = useState<string>()
  const form = useRef<HTMLFormElement>(null)
  const registration = useRef<HTMLInputElement>(null)
  const create = useEffectEvent(async ({ options }: Options) => {
    const created = await createPasskey(options)
    if ('problem' in created) return setProblem(created.problem)
    if (registration.current) registration.current.value = created.registration
    form.current?.requestSubmit()
  })
  useEffect(() => {
    if (start.state.status === 'done') void create(start.state.result)
  }, [start.state])
  const submitStart = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setProblem('')
    start.send(new FormData(event.currentTarget))
  }
  const submitAdd = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setProblem(undefined)
    add.send(new FormData(event.currentTarget))
  }
  return (
    <div className="grid gap-4">
      <form ref={form} onSubmit={submitAdd} aria-label="New passkey" className="contents">
        <FormKey value={add.formKey} />
        <input type="hidden" name="registration" ref={registration} />
        {add.state.status === 'done' && problem === undefined && (
          <Notice key={add.responseCount} tone="ok" ref={focus}>
            <p>{add.state.message}</p>
          </Notice>
        )}
        {'errors' in add.state && problem === undefined && (
          <FormNotice key={add.responseCount} state={add.state} kept="nothing" ref={focus} />
        )}
      </form>
      {problem && (
        <Notice tone="warn" ref={focus}>
          <p>{problem}</p>
        </Notice>
      )}
      <form onSubmit={submitStart} aria-label="Add a passkey" className="grid gap-4">
        <FormKey value={start.formKey} />
        {'errors' in start.state && (
          <FormNotice key={start.responseCount} state={start.state} kept="nothing" ref={focus} />
        )}
        <div>
          <Button type="submit" busy={start.pending || add.pending}>
            Add a passkey
          </Button>
        </div>
      </form>
    </div>
  )
}

const focus = (element: HTMLElement | null) => element?.focus()
