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
