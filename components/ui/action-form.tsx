import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Notice } from '@/components/ui/notice'
import type { ActionForm } from '@/components/ui/use-action-form'
import { paths } from '@/lib/paths'

type Props<T> = {
  form: ActionForm<T>
  label: string
  className?: string
  /** A form that fills a card: only its fields are padded. */
  inset?: boolean
  children: ReactNode
}

/** The form element of a `useActionForm`, with what went wrong at its head. */
export function FormFrame<T>({ form, label, className, inset, children }: Props<T>) {
  return (
    <form {...form.formProps} aria-label={label} className={className ?? 'grid gap-4'}>
      {Object.entries(form.hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div
        data-summary
        className={classNames('contents', inset && '*:mx-4 *:mt-4 md:*:mx-6 md:*:mt-6')}
      >
        <Summary form={form} />
      </div>
      {children}
    </form>
  )
}

function Summary<T>({ form }: { form: ActionForm<T> }) {
  const { state, errors } = form
  if (state.status === 'stale') {
    return (
      <Notice tone="warn">
        <p className="font-medium">{state.message}</p>
        <p>Nothing was saved. Compare what differs below; saving again keeps what you typed.</p>
      </Notice>
    )
  }
  if (state.status === 'failed' && errors.length === 0) {
    return (
      <Notice tone="danger">
        <p className="text-danger-text">{state.message}</p>
        {state.signedOut && <SignInAgain />}
      </Notice>
    )
  }
  if (errors.length < 2) return null
  return (
    <Notice tone="danger">
      <p className="font-medium">{`${errors.length} fields need a change:`}</p>
      <ul className="mt-1 list-disc ps-5">
        {errors.map(({ id, name, message }) => (
          <li key={name} className="py-0.5">
            <a href={`#${id}`} className="text-danger-text underline">
              {message}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function SignInAgain() {
  return (
    <p>
      <a
        href={paths.signIn}
        target="_blank"
        rel="noreferrer"
        className="text-accent-text underline"
      >
        Sign in in a new tab
      </a>
      , then save again here: what you typed is kept.
    </p>
  )
}
