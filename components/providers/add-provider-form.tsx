'use client'

import {
  ClientIdField,
  ClientSecretField,
  IssuerField,
  NameField,
} from '@/components/providers/provider-fields'
import { RedirectUri } from '@/components/providers/redirect-uri'
import { Button, ButtonLink } from '@/components/ui/button'
import { FormFrame } from '@/components/ui/form-frame'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { paths } from '@/lib/paths'
import { addProviderSchema } from '@/lib/providers/schema'

type Props = { providerKey: string; redirectUri: string; action: FormAction<unknown> }

export function AddProviderForm({ providerKey, redirectUri, action }: Props) {
  const form = useActionForm({
    action,
    schema: addProviderSchema,
    defaultValues: { name: '', issuer: '', clientId: '', clientSecret: '' },
    hidden: { key: providerKey },
    warnOnLeave: true,
  })
  return (
    <FormFrame form={form} label="Add Identity Provider">
      <RedirectUri uri={redirectUri} />
      <NameField form={form} />
      <IssuerField form={form} />
      <ClientIdField form={form} />
      <ClientSecretField form={form} label="Client secret" />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={form.pending}>
          Add
        </Button>
        <ButtonLink href={paths.identityProviders}>Cancel</ButtonLink>
      </div>
    </FormFrame>
  )
}
