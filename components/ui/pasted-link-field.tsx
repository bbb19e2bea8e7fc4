import { TextField } from '@/components/ui/text-field'
import type { ActionForm } from '@/components/ui/use-action-form'

type Props = { form: ActionForm<'link'>; help: string }

/** For a one-time link, which people paste without JavaScript. */
export function PastedLinkField({ form, help }: Props) {
  return (
    <TextField
      form={form}
      name="link"
      label="Your link"
      dir="ltr"
      inputMode="url"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      help={help}
    />
  )
}
