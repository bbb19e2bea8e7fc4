import type { ComponentProps, ReactNode } from 'react'

export type RadioOption = { value: string; label: string; help?: string }

type Props = {
  /** The prefix of the IDs of the inputs. */
  id: string
  label: string
  options: RadioOption[]
  defaultValue: unknown
  /** The name and handlers that the inputs share. */
  input: ComponentProps<'input'>
  describedBy?: string | undefined
  /** What stands below the choices. */
  children?: ReactNode
}

/** One of several choices, each with a line of help or none. */
export function RadioGroup(props: Props) {
  const { id, label, options, defaultValue, input, describedBy, children } = props
  return (
    <fieldset className="grid gap-1" aria-describedby={describedBy}>
      <legend className="mb-1 font-medium text-label">{label}</legend>
      {options.map((option) => (
        <Choice
          key={option.value}
          {...option}
          id={`${id}-${option.value}`}
          input={input}
          defaultChecked={option.value === defaultValue}
        />
      ))}
      {children}
    </fieldset>
  )
}

type ChoiceProps = RadioOption & Pick<Props, 'id' | 'input'> & { defaultChecked: boolean }

function Choice({ id, value, label, help, input, defaultChecked }: ChoiceProps) {
  const helpId = help && `${id}-help`
  return (
    <div>
      <label htmlFor={id} className="flex min-h-8 items-center gap-2 max-md:min-h-11">
        <input
          {...input}
          type="radio"
          id={id}
          value={value}
          defaultChecked={defaultChecked}
          aria-describedby={helpId}
          className="size-4 shrink-0 accent-accent"
        />
        <span>{label}</span>
      </label>
      {help && (
        <p id={helpId} className="-mt-1 ps-6 text-help text-text-2 max-md:-mt-2">
          {help}
        </p>
      )}
    </div>
  )
}
