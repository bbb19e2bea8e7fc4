import { FieldConflict } from '@/components/ui/field-conflict'
import type { ActionForm } from '@/components/ui/use-action-form'
import type { SecondFactorRequirement } from '@/lib/second-factor/policy'

type Props = {
  form: ActionForm<'requirement'>
  consequences: { [requirement: string]: string }
}

const choices: { value: SecondFactorRequirement; label: string; help: string }[] = [
  {
    value: 'off',
    label: 'Off',
    help: 'Nobody can set one up. People who have one still need it to sign in.',
  },
  { value: 'optional', label: 'Optional', help: 'Everyone can set one up on their profile page.' },
  { value: 'org-admins', label: 'Required for Org Admins', help: 'Optional for everyone else.' },
  {
    value: 'everyone',
    label: 'Required for everyone',
    help: 'Also for people who never open the console.',
  },
]

const labels = Object.fromEntries(choices.map(({ value, label }) => [value, label]))

export function RequirementField({ form, consequences }: Props) {
  const { id, error, defaultValue, input } = form.field('requirement')
  return (
    <fieldset className="grid gap-3" aria-describedby={error && `${id}-error`}>
      <legend className="mb-2 text-label font-medium">Who needs a second factor</legend>
      {choices.map(({ value, label, help }) => (
        <div key={value}>
          <label htmlFor={`${id}-${value}`} className="flex items-center gap-2 max-md:min-h-11">
            <input
              {...input}
              type="radio"
              id={`${id}-${value}`}
              value={value}
              defaultChecked={defaultValue === value}
              aria-describedby={`${id}-${value}-help`}
              className="size-4 shrink-0 accent-accent"
            />
            <span>{label}</span>
          </label>
          <p id={`${id}-${value}-help`} className="ps-6 text-help text-text-2 max-md:-mt-2">
            {[help, consequences[value]].filter(Boolean).join(' ')}
          </p>
        </div>
      ))}
      <FieldConflict key={form.responseCount} form={form} name="requirement" labels={labels} />
      {error && (
        <p id={`${id}-error`} className="text-help text-danger-text">
          {error}
        </p>
      )}
    </fieldset>
  )
}
