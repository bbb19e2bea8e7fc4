import { CheckboxField } from '@/components/ui/checkbox-field'
import type { ActionForm } from '@/components/ui/use-action-form'
import { roleNames } from '@/lib/roles/policy'
import { OWN_ROLES } from '@/lib/users/policy'

type Props = {
  form: ActionForm<'orgAdmin' | 'accountAdmin'>
  /** Only users of the default account can be Org Admins. */
  defaultAccount: boolean
  /** Why Org Admin can't be changed for this user. */
  blocked?: string | undefined
  own?: boolean
}

export function RolesField({ form, defaultAccount, blocked, own = false }: Props) {
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 font-medium text-label">Roles</legend>
      {defaultAccount && (
        <CheckboxField
          form={form}
          name="orgAdmin"
          label={roleNames['org-admin']}
          help="Manages all accounts and users of the organization in this console and through the API."
          blocked={blocked}
        />
      )}
      <CheckboxField
        form={form}
        name="accountAdmin"
        label={roleNames.admin}
        help="An administrator within this account. This role doesn't give access to this console."
        blocked={own ? OWN_ROLES : undefined}
      />
    </fieldset>
  )
}
