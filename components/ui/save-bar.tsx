import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import type { ActionForm } from '@/components/ui/use-action-form'

type Props<T> = { form: ActionForm<T>; label: string }

/** The foot of a form that edits a record: it stays in sight while there are changes. */
export function SaveBar<T>({ form, label }: Props<T>) {
  const { dirty, hydrated, pending, state, note } = form
  const said = note || (state.status === 'done' ? state.message : '')
  return (
    <div
      className={classNames(
        'flex flex-wrap items-center gap-x-2 gap-y-3 rounded-b-card border-border border-t bg-bg px-4 py-3 md:px-6',
        dirty && 'sticky bottom-0 z-1',
      )}
    >
      <span className="text-text-2">
        {dirty ? (
          <>
            <span
              className="forced-color-adjust-none me-2 inline-block size-2 rounded-full bg-current"
              aria-hidden="true"
            />
            Unsaved changes
          </>
        ) : (
          said
        )}
      </span>
      <div className="ms-auto flex gap-2">
        {hydrated && dirty && <Button onClick={form.discard}>Discard</Button>}
        <Button type="submit" variant="primary" busy={pending}>
          {label}
        </Button>
      </div>
    </div>
  )
}
