import { classNames } from '@/components/ui/class-names'
import { describedBy, FieldFrame, type FieldProps } from '@/components/ui/field-frame'

type Props<Name extends string> = Omit<FieldProps<Name>, 'optional'> & {
  min: number
  max: number
}

/** A whole number, to type or to choose with a slider. Only the typed one is submitted. */
export function AmountField<Name extends string>(props: Props<Name>) {
  const { form, name, label, help, min, max } = props
  const { id, error, defaultValue, input } = form.field(name)
  const value = String(form.watch(name) ?? '')
  return (
    <FieldFrame form={form} name={name} label={label} help={help}>
      <div className="flex items-center gap-3">
        <input
          type="range"
          min={min}
          max={max}
          value={value}
          onChange={({ target }) => form.setValue(name, target.value)}
          aria-label={`${label}, slider`}
          // Without JavaScript it would move nothing.
          className={classNames(
            'h-9 min-w-0 grow accent-accent max-md:h-11',
            !form.hydrated && 'invisible',
          )}
        />
        <input
          type="number"
          inputMode="numeric"
          min={min}
          max={max}
          required
          defaultValue={String(defaultValue ?? '')}
          {...input}
          className="control input w-20 shrink-0 tabular-nums"
          aria-describedby={describedBy({ id, error, help })}
        />
      </div>
    </FieldFrame>
  )
}
