import { useEffect } from 'react'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import type { ActionForm } from '@/components/ui/use-action-form'

type Props = { form: ActionForm<never>; label: string }

/** The foot of a form that edits a record. It sticks to the window while there are changes. */
export function SaveBar({ form, label }: Props) {
  const { isDirty, hydrated, pending, state, note } = form
  // The bar may now cover the field that is being edited.
  useEffect(() => {
    if (isDirty) document.activeElement?.scrollIntoView({ block: 'nearest' })
  }, [isDirty])
  const outcome = note || (state.status === 'done' && state.message)
  return (
    <div
      className={classNames(
        'flex flex-wrap items-center gap-x-2 gap-y-3 rounded-b-card border-border border-t bg-bg px-4 py-3 md:px-6',
        isDirty && 'sticky-bar sticky bottom-0 z-1',
      )}
    >
      <span className="text-text-2">
        {isDirty ? (
          <>
            <span
              className="forced-color-adjust-none me-2 inline-block size-2 rounded-full bg-current"
              aria-hidden="true"
            />
            <span>Unsaved changes</span>
          </>
        ) : (
          outcome
        )}
      </span>
      <div className="ms-auto flex gap-2">
        {hydrated && isDirty && <Button onClick={form.discard}>Discard</Button>}
        <Button type="submit" variant="primary" busy={pending}>
          {label}
        </Button>
      </div>
    </div>
  )
}
