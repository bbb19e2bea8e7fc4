'use client'

import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import { FormKey } from '@/components/ui/form-key'
import { FormNotice } from '@/components/ui/form-notice'
import { Notice } from '@/components/ui/notice'
import { RestoredDraft } from '@/components/ui/restored-draft'
import { SavedBefore } from '@/components/ui/saved-before'
import type { ActionForm } from '@/components/ui/use-action-form'

type Props = {
  form: ActionForm<never>
  label: string
  className?: string | undefined
  /** For a form that fills a card: only its content is padded. */
  inset?: boolean
  children: ReactNode
}

/** The element of a `useActionForm`, with a summary of what went wrong at the top. */
export function FormFrame({ form, label, className = 'grid gap-4', inset, children }: Props) {
  return (
    <form {...form.formProps} aria-label={label} className={className}>
      <FormKey value={form.formKey} />
      {form.hiddenFields.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={String(value)} />
      ))}
      <div className={classNames('contents', inset && '*:mx-4 *:mt-4 md:*:mx-6 md:*:mt-6')}>
        {form.draft && <RestoredDraft draft={form.draft} />}
        <Summary key={form.responseCount} form={form} />
      </div>
      {children}
    </form>
  )
}

function Summary({ form: { state, responseCount, errors, kept } }: Pick<Props, 'form'>) {
  // On a page that has just loaded, someone may already be typing.
  const ref = responseCount > 0 ? focus : undefined
  if (state.status === 'saved-before') return <SavedBefore state={state} ref={ref} />
  const isRejected = 'errors' in state && state.status !== 'invalid'
  if (isRejected && (state.status === 'stale' || errors.length === 0)) {
    return <FormNotice state={state} kept={kept} ref={ref} />
  }
  const needed = errors.length > 1 || errors.some(({ hasField }) => !hasField)
  return needed && <ErrorList errors={errors} />
}

const focus = (element: HTMLElement | null) => element?.focus()

function ErrorList({ errors }: Pick<Props['form'], 'errors'>) {
  return (
    <Notice tone="danger">
      {errors.length > 1 && <p className="font-medium">{`Fix ${errors.length} fields:`}</p>}
      <ul className="mt-1 list-disc ps-5">
        {errors.map(({ id, message, hasField }) => (
          <li key={id} className="py-0.5">
            {hasField ? (
              <a href={`#${id}`} className="text-danger-text underline">
                {message}
              </a>
            ) : (
              message
            )}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
