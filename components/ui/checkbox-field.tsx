import { describedBy, FieldNotes, type FieldProps } from '@/components/ui/field-frame'

type Props<Name extends string> = Omit<FieldProps<Name>, 'optional'> & {
  /** Why it can't be changed. It then submits nothing. */
  blocked?: string | undefined
}

/** A checkbox that submits "off" when it is not checked. */
export function CheckboxField<Name extends string>({
  form,
  name,
  label,
  help,
  blocked,
}: Props<Name>) {
  const { id, error, defaultValue, input } = form.field(name)
  const notes = { id, error, help: blocked ?? help }
  return (
    <div className="grid gap-1">
      {!blocked && <input type="hidden" name={name} value="off" />}
      <label htmlFor={id} className="flex min-h-8 items-center gap-2 max-md:min-h-11">
        <input
          type="checkbox"
          defaultChecked={defaultValue === true}
          id={id}
          {...(blocked ? undefined : input)}
          disabled={blocked !== undefined}
          className="size-4 shrink-0 accent-accent"
          aria-describedby={describedBy(notes)}
        />
        <span>{label}</span>
      </label>
      <div className="-mt-1.5 grid gap-1 ps-6 empty:hidden max-md:-mt-2">
        <FieldNotes {...notes} />
        {!blocked && <Conflict form={form} name={name} />}
      </div>
    </div>
  )
}

function Conflict<Name extends string>({ form, name }: Pick<Props<Name>, 'form' | 'name'>) {
  const { state } = form
  if (state.status !== 'stale') return null
  const serverValue = state.serverValues[name]
  if (serverValue === undefined || serverValue === state.submittedValues[name]) return null
  return <p className="text-help text-warn">{`Someone else turned this ${serverValue}.`}</p>
}
