const modes = [
  { value: 'add', label: 'Add new users. A row of a user who exists is rejected.' },
  { value: 'update', label: 'Update users by ID or email address. A row of nobody is rejected.' },
  { value: 'both', label: 'Both: update the users who exist, and add the others.' },
]

type Props = { mode: string; onInput: () => void }

export function ImportModeField({ mode, onInput }: Props) {
  return (
    <fieldset className="grid gap-1" onInput={onInput}>
      <legend className="mb-1 font-medium text-label">What to do with the rows</legend>
      {modes.map(({ value, label }) => (
        <label key={value} className="flex min-h-8 items-center gap-2 max-md:min-h-11">
          <input
            type="radio"
            name="mode"
            value={value}
            defaultChecked={value === mode}
            className="size-4 shrink-0 accent-accent"
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  )
}
