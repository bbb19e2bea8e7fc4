import type { ComponentProps, ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import { FieldConflict } from '@/components/ui/field-conflict'
import type { ActionForm } from '@/components/ui/use-action-form'

type Shared<T> = {
  form: ActionForm<T>
  name: string
  label: string
  optional?: boolean
  help?: ReactNode
}

function FieldFrame<T>({
  form,
  name,
  label,
  optional = false,
  help,
  children,
}: Shared<T> & { children: ReactNode }) {
  const { id, error } = form.field(name)
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={id} className="text-label font-medium">
        {label} {optional && <span className="font-normal text-text-2">(optional)</span>}
      </label>
      {children}
      <FieldNotes id={id} error={error} help={help} />
      <FieldConflict form={form} name={name} />
    </div>
  )
}

type Notes = { id: string; error: string | undefined; help: ReactNode }

function FieldNotes({ id, error, help }: Notes) {
  return (
    <>
      {error && (
        <p id={`${id}-error`} className="text-help text-danger-text">
          {error}
        </p>
      )}
      {help && (
        <div id={`${id}-help`} className="text-help text-text-2">
          {help}
        </div>
      )}
    </>
  )
}

function describedBy({ id, error, help }: Notes): string | undefined {
  return (
    classNames(error !== undefined && `${id}-error`, Boolean(help) && `${id}-help`) || undefined
  )
}

/** A labelled line of text with its help and its error. */
export function TextField<T>({
  form,
  name,
  label,
  optional = false,
  help,
  trailing,
  ...rest
}: Shared<T> & { trailing?: ReactNode } & Omit<ComponentProps<'input'>, 'form' | 'name'>) {
  const { id, error, input } = form.field(name)
  return (
    <FieldFrame form={form} name={name} label={label} optional={optional} help={help}>
      <div className="flex gap-2">
        <input
          type="text"
          dir="auto"
          required={!optional}
          {...input}
          {...rest}
          className="control input min-w-0"
          aria-describedby={describedBy({ id, error, help })}
        />
        {trailing}
      </div>
    </FieldFrame>
  )
}

/** A labelled paragraph. */
export function TextAreaField<T>({
  form,
  name,
  label,
  optional = false,
  help,
  ...rest
}: Shared<T> & Pick<ComponentProps<'textarea'>, 'rows'>) {
  const { id, error, input } = form.field(name)
  return (
    <FieldFrame form={form} name={name} label={label} optional={optional} help={help}>
      <textarea
        dir="auto"
        rows={3}
        required={!optional}
        {...input}
        {...rest}
        className="control input"
        aria-describedby={describedBy({ id, error, help })}
      />
    </FieldFrame>
  )
}

type CheckboxProps<T> = Omit<Shared<T>, 'optional'> & { blocked?: string | undefined }

/** A checkbox that also says "off"; a blocked one says why and sends nothing. */
export function CheckboxField<T>({ form, name, label, help, blocked }: CheckboxProps<T>) {
  const { id, error, input } = form.field(name)
  const { defaultValue: _, ...checkbox } = input
  const notes = { id, error, help: blocked ?? help }
  return (
    <div className="grid gap-1">
      {!blocked && <input type="hidden" name={name} value="off" />}
      <label htmlFor={id} className="flex min-h-8 items-center gap-2 max-md:min-h-11">
        <input
          type="checkbox"
          value="on"
          defaultChecked={form.checked(name)}
          {...checkbox}
          disabled={blocked !== undefined}
          className="size-4 shrink-0 accent-accent"
          aria-describedby={describedBy(notes)}
        />
        {label}
      </label>
      <div className="grid gap-1 ps-6 max-md:-mt-2">
        <FieldNotes {...notes} />
        {name in form.theirs && form.theirs[name] !== form.typed[name] && (
          <p className="text-help text-warn">
            {`Someone else turned this ${form.theirs[name]} meanwhile.`}
          </p>
        )}
      </div>
    </div>
  )
}
