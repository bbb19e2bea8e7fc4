import { AmountField } from '@/components/ui/amount-field'
import { TextField } from '@/components/ui/text-field'
import type { ActionForm } from '@/components/ui/use-action-form'
import type { PasswordPolicy } from '@/lib/passwords/policy'

type Props = { form: ActionForm<keyof PasswordPolicy> }

export function PolicyFields({ form }: Props) {
  return (
    <>
      <div className="grid gap-x-8 gap-y-5 md:grid-cols-2">
        <AmountField form={form} name="minLength" label="Length" min={8} max={100} />
        <AmountField form={form} name="minUppercase" label="Uppercase letters" min={0} max={10} />
        <AmountField form={form} name="minLowercase" label="Lowercase letters" min={0} max={10} />
        <AmountField form={form} name="minNumbers" label="Numbers" min={0} max={10} />
        <AmountField form={form} name="minSymbols" label="Symbols" min={0} max={10} />
        <TextField
          form={form}
          name="symbolCharacterSet"
          label="Allowed symbols"
          optional
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          help="These count as symbols. Other characters are allowed, but don't count."
        />
      </div>
      <div className="grid gap-x-8 gap-y-5 md:grid-cols-2">
        <AmountField
          form={form}
          name="previousPasswordCount"
          label="Password history"
          min={0}
          max={9}
          help="How many of their last passwords people can't use again."
        />
        <TextField
          form={form}
          name="expirationDays"
          label="Expires after"
          type="number"
          min={0}
          max={3650}
          inputMode="numeric"
          autoComplete="off"
          help="Days, up to 3650. With 0, passwords never expire."
        />
      </div>
    </>
  )
}
