type Option = { value: string; label: string }

type Props = { name: string; label: string }

/** One of several values, or any. */
export function FilterSelect({
  name,
  label,
  value,
  options,
}: Props & { value: string | undefined; options: Option[] }) {
  return (
    <label className="grid gap-1.5">
      <span className="font-medium text-label">{label}</span>
      <select name={name} defaultValue={value ?? ''} className="control input">
        <option value="">Any</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  )
}

/** Any number of values. Each that is checked is a parameter of its own. */
export function FilterOptions({
  name,
  label,
  values,
  options,
}: Props & { values: readonly string[]; options: Option[] }) {
  return (
    <fieldset className="grid grid-cols-2 gap-x-3">
      <legend className="mb-1 font-medium text-label">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="flex min-h-8 items-center gap-2 max-md:min-h-11">
          <input
            type="checkbox"
            name={name}
            value={option.value}
            defaultChecked={values.includes(option.value)}
            className="size-4 shrink-0 accent-accent"
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** `value` is a date such as "2026-01-31", or empty. */
export function FilterDate({ name, label, value }: Props & { value: string | undefined }) {
  return (
    <label className="grid gap-1.5">
      <span className="font-medium text-label">{label}</span>
      <input type="date" name={name} defaultValue={value ?? ''} className="control input" />
    </label>
  )
}

export function FilterText({ name, label, value }: Props & { value: string }) {
  return (
    <label className="grid gap-1.5">
      <span className="font-medium text-label">{label}</span>
      <input type="text" name={name} defaultValue={value} className="control input" />
    </label>
  )
}
