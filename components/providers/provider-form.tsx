'use client'

import {
  ClientIdField,
  ClientSecretField,
  IssuerField,
  NameField,
} from '@/components/providers/provider-fields'
import { CheckboxField } from '@/components/ui/checkbox-field'
import { FormFrame } from '@/components/ui/form-frame'
import { SaveBar } from '@/components/ui/save-bar'
import { SelectField } from '@/components/ui/select-field'
import { type ActionForm, useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { updateProviderSchema } from '@/lib/providers/schema'
import type { EmergencyAdministrator, ProviderView } from '@/lib/providers/view'

type Props = {
  provider: Pick<
    ProviderView,
    'id' | 'version' | 'name' | 'issuer' | 'clientId' | 'active' | 'required' | 'emergencyUserId'
  >
  administrators: EmergencyAdministrator[]
  /** Why people can't be required to sign in with it yet. */
  requiredBlocked: string | undefined
  action: FormAction<unknown>
}

export function ProviderForm({ provider, administrators, requiredBlocked, action }: Props) {
  const { id, version, emergencyUserId, ...values } = provider
  const { name, issuer, clientId, active, required } = values
  const form = useActionForm({
    action,
    schema: updateProviderSchema,
    defaultValues: {
      name,
      issuer,
      clientId,
      clientSecret: '',
      active,
      required,
      emergencyUserId: String(emergencyUserId ?? ''),
    },
    hidden: { id, version },
    requireChanges: true,
  })
  return (
    <FormFrame form={form} label="Identity Provider" className="grid" inset>
      <div className="grid gap-4 p-4 md:p-6">
        <NameField form={form} />
        <IssuerField form={form} />
        <div className="grid gap-4 md:grid-cols-2">
          <ClientIdField form={form} />
          <ClientSecretField
            form={form}
            label="New client secret"
            optional
            help="Leave empty to keep the stored secret."
          />
        </div>
        <RuleFields form={form} administrators={administrators} requiredBlocked={requiredBlocked} />
      </div>
      <SaveBar form={form} label="Save" />
    </FormFrame>
  )
}

type RuleProps = Pick<Props, 'administrators' | 'requiredBlocked'> & {
  form: ActionForm<'active' | 'required' | 'emergencyUserId'>
}

function RuleFields({ form, administrators, requiredBlocked }: RuleProps) {
  return (
    <>
      <CheckboxField
        form={form}
        name="active"
        label="Active"
        help="People with an address of a verified domain can sign in with it."
      />
      <CheckboxField
        form={form}
        name="required"
        label="Required"
        blocked={requiredBlocked}
        help="They can no longer use a password or a passkey, except the emergency administrator. Sessions that began in another way end, except yours. User Secrets keep working."
      />
      <SelectField
        form={form}
        name="emergencyUserId"
        label="Emergency administrator"
        optional
        help="An Org Admin with a second factor, who can still sign in with a password if the provider is down. Required providers need one."
      >
        <option value="">Nobody</option>
        {administrators.map(({ id, firstName, lastName, email }) => (
          <option key={id} value={id}>{`${firstName} ${lastName}, ${email}`}</option>
        ))}
      </SelectField>
    </>
  )
}
