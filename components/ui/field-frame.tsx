import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import { FieldConflict } from '@/components/ui/field-conflict'
import type { ActionForm } from '@/components/ui/use-action-form'

/** `name` is checked against the fields of `form`. */
export type FieldProps<Name extends string> = {
  form: ActionForm<Name>
  name: NoInfer<Name>
  label: ReactNode
  optional?: boolean
  help?: ReactNode
}

/** The label, help, error and conflict around an input. */
export function FieldFrame<Name extends string>({
  form,
  name,
  label,
  optional = false,
  help,
  children,
}: FieldProps<Name> & { children: ReactNode }) {
  const { id, error } = form.field(name)
  const link = linkOf(form, name, error)
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={id} className="text-label font-medium">
        <span>{label}</span>{' '}
        {optional && <span className="font-normal text-text-2">(optional)</span>}
      </label>
      {children}
      <FieldNotes id={id} error={error} link={link} help={help} />
      <FieldConflict key={form.responseCount} form={form} name={name} />
    </div>
  )
}

type FieldLink = { href: string; label: string }

/** The page about the record that the value conflicts with, while that is the error. */
function linkOf<Name extends string>(
  { state }: ActionForm<Name>,
  name: Name,
  error: string | undefined,
): FieldLink | undefined {
  if (!('errors' in state) || state.link?.field !== name) return undefined
  return error === state.errors[name] ? state.link : undefined
}

type Notes = { id: string; error: string | undefined; help: ReactNode }

export function FieldNotes({ id, error, link, help }: Notes & { link?: FieldLink | undefined }) {
  return (
    <>
      {error && (
        <p id={`${id}-error`} className="text-help text-danger-text">
          <span>{link ? `${error} ` : error}</span>
          {link && <OwnerLink {...link} />}
        </p>
      )}
      {help && (
        <div id={`${id}-help`} className="text-help text-text-2 empty:hidden">
          {help}
        </div>
      )}
    </>
  )
}

/** Opens a new tab, because the form isn't saved. */
function OwnerLink({ href, label }: FieldLink) {
  return (
    <a href={href} target="_blank" rel="noreferrer" className="underline">
      {label}
    </a>
  )
}

/** The `aria-describedby` of an input with these notes. */
export function describedBy({ id, error, help }: Notes): string | undefined {
  return classNames(error && `${id}-error`, Boolean(help) && `${id}-help`) || undefined
}
