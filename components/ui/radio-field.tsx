import { FieldConflict } from '@/components/ui/field-conflict'
import { describedBy, FieldNotes, type FieldProps } from '@/components/ui/field-frame'
import { RadioGroup, type RadioOption } from '@/components/ui/radio-group'

type Props<Name extends string> = Omit<FieldProps<Name>, 'optional' | 'label'> & {
  label: string
  options: RadioOption[]
}

export function RadioField<Name extends string>(props: Props<Name>) {
  const { form, name, label, help, options } = props
  const { id, error, defaultValue, input } = form.field(name)
  const notes = { id, error, help }
  const labels = Object.fromEntries(options.map((option) => [option.value, option.label]))
  return (
    <RadioGroup
      id={id}
      label={label}
      options={options}
      defaultValue={defaultValue}
      input={input}
      describedBy={describedBy(notes)}
    >
      <FieldNotes {...notes} />
      <FieldConflict key={form.responseCount} form={form} name={name} labels={labels} />
    </RadioGroup>
  )
}
