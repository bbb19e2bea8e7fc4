import { TextField } from '@/components/ui/text-field'
import type { ActionForm } from '@/components/ui/use-action-form'

type Props = { form: ActionForm<'name' | 'issuer' | 'clientId' | 'clientSecret'> }

export function NameField({ form }: Props) {
  return (
    <TextField
      form={form}
      name="name"
      label="Name"
      autoComplete="off"
      help="People see it when they sign in, such as “Acme”."
    />
  )
}

export function IssuerField({ form }: Props) {
  return (
    <TextField
      form={form}
      name="issuer"
      label="Issuer"
      dir="ltr"
      inputMode="url"
      autoComplete="off"
      spellCheck={false}
      help="An https:// URL. Saving reads its /.well-known/openid-configuration."
    />
  )
}

export function ClientIdField({ form }: Props) {
  return (
    <TextField
      form={form}
      name="clientId"
      label="Client ID"
      dir="ltr"
      autoComplete="off"
      spellCheck={false}
    />
  )
}

type SecretProps = Props & { label: string; optional?: boolean; help?: string }

export function ClientSecretField(props: SecretProps) {
  return (
    <TextField
      {...props}
      name="clientSecret"
      type="password"
      dir="ltr"
      autoComplete="new-password"
      spellCheck={false}
    />
  )
}
