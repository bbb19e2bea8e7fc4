import { type MouseEvent, type RefCallback, useId, useRef, useState } from 'react'
import { askForPasskey } from '@/components/ui/ask-for-passkey'
import { Button } from '@/components/ui/button'
import { buttonVariants } from '@/components/ui/button-variants'
import { Notice } from '@/components/ui/notice'
import { useCurrentPage } from '@/components/ui/use-current-page'
import { useHydrated } from '@/components/ui/use-hydrated'
import { OWN_PASSKEY, OWN_PASSWORD, type Reauthentication } from '@/lib/form-state'
import type { PasskeyRequest } from '@/lib/passkey-request'
import { paths } from '@/lib/paths'

type Props = Reauthentication & {
  message: string
  ref?: RefCallback<HTMLElement> | undefined
}

/** Asks who the person is, inside a form, which is submitted again together with the proof. */
export function IdentityRequest({ message, hasPassword, passkey, provider, ref }: Props) {
  return (
    <Notice tone="warn" ref={hasPassword ? undefined : ref}>
      {hasPassword ? (
        <PasswordField message={message} ref={ref} />
      ) : (
        <>
          <p className="font-medium">Confirm that it's you to continue.</p>
          <p className="text-help text-text-2">
            {passkey || provider
              ? 'You signed in more than 10 minutes ago. Nothing has changed yet.'
              : 'You signed in more than 10 minutes ago. Sign out, and sign in again to continue.'}
          </p>
        </>
      )}
      {passkey && <PasskeyButton request={passkey} />}
      {provider && <ProviderLink provider={provider} />}
    </Notice>
  )
}

function PasswordField({ message, ref }: Pick<Props, 'message' | 'ref'>) {
  const id = useId()
  return (
    <>
      <label htmlFor={id} className="block font-medium">
        {message}
      </label>
      <p id={`${id}-help`} className="text-help text-text-2">
        You last entered it more than 10 minutes ago. Nothing has changed yet.
      </p>
      <div className="mt-2 flex gap-2">
        <input
          id={id}
          ref={ref}
          name={OWN_PASSWORD}
          type="password"
          required
          autoComplete="current-password"
          dir="ltr"
          aria-describedby={`${id}-help`}
          className="control input min-w-0"
        />
        <Button type="submit">Continue</Button>
      </div>
    </>
  )
}

/**
 * Leads back to this page, where a script fills the form with what was typed. Without JavaScript, only
 * this tab has it.
 */
function ProviderLink({ provider: { key, name } }: { provider: NonNullable<Props['provider']> }) {
  const next = useCurrentPage()
  const hydrated = useHydrated()
  return (
    <>
      <a
        href={paths.signInWithProvider(key, { confirm: '', next })}
        data-keeps-draft
        className={buttonVariants({}, 'mt-2')}
        target={hydrated ? undefined : '_blank'}
      >
        {`Sign in again with ${name}`}
      </a>
      <noscript>
        <p className="text-help text-text-2">It opens in a new tab. Then send this form again.</p>
      </noscript>
    </>
  )
}

function PasskeyButton({ request }: { request: PasskeyRequest }) {
  const hydrated = useHydrated()
  const assertion = useRef<HTMLInputElement>(null)
  const [isCanceled, setCanceled] = useState(false)
  if (!hydrated) return null
  const confirm = async ({ currentTarget: button }: MouseEvent<HTMLButtonElement>) => {
    const response = await askForPasskey(request)
    setCanceled(response === undefined)
    if (response === undefined || !assertion.current) return
    assertion.current.value = response
    // The password is not needed then.
    button.form?.requestSubmit(button)
  }
  return (
    <>
      <input type="hidden" name={OWN_PASSKEY} ref={assertion} />
      <Button
        type="submit"
        formNoValidate
        className="mt-2"
        onClick={(event) => {
          event.preventDefault()
          void confirm(event)
        }}
      >
        Use a passkey
      </Button>
      <p role="status" className="text-help">
        {isCanceled && 'No passkey was used. Try again.'}
      </p>
    </>
  )
}
