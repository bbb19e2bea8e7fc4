import { RadioField } from '@/components/ui/radio-field'
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

export function RequirementField({ form, consequences }: Props) {
  const options = choices.map(({ value, label, help }) => ({
    value,
    label,
    help: [help, consequences[value]].filter(Boolean).join(' '),
  }))
  return (
    <RadioField
      form={form}
      name="requirement"
      label="Who needs a second factor"
      options={options}
    />
  )
}
