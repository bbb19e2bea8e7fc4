import { FieldNotes, type FieldProps } from '@/components/ui/field-frame'

type Option = { value: string; label: string }

type Props<Name extends string> = Omit<FieldProps<Name>, 'optional'> & { options: Option[] }

export function RadioField<Name extends string>({ form, name, label, help, options }: Props<Name>) {
  const { id, error, defaultValue, input } = form.field(name)
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 font-medium text-label">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="flex min-h-8 items-center gap-2 max-md:min-h-11">
          <input
            type="radio"
            value={option.value}
            defaultChecked={option.value === defaultValue}
            {...input}
            id={`${id}-${option.value}`}
            className="size-4 shrink-0 accent-accent"
          />
          <span>{option.label}</span>
        </label>
      ))}
      <FieldNotes id={id} error={error} help={help} />
    </fieldset>
  )
}
