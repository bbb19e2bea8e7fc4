import { type RefCallback, useId } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { OWN_PASSWORD } from '@/lib/form-state'

type Props = { message: string; ref?: RefCallback<HTMLElement> | undefined }

/** Asks for the person's own password inside a form, which is submitted again together with it. */
export function PasswordRequest({ message, ref }: Props) {
  const id = useId()
  return (
    <Notice tone="warn">
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
    </Notice>
  )
}
