import { CheckboxField } from '@/components/ui/field'
import type { ActionForm } from '@/components/ui/use-action-form'
import { roleNames } from '@/lib/roles/policy'
import { OWN_ROLES } from '@/lib/users/policy'

type Props<T> = {
  form: ActionForm<T>
  /** Org Admin can be given only here. */
  defaultAccount: boolean
  /** Why Org Admin cannot be changed for this user. */
  blocked?: string | undefined
  /** Whether it is the person's own record: nobody changes their own roles. */
  own?: boolean
}

/** The roles that an administrator can give. */
export function RolesField<T>({ form, defaultAccount, blocked, own = false }: Props<T>) {
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
        help="An administrator within this account. The role opens nothing of this console."
        blocked={own ? OWN_ROLES : undefined}
      />
    </fieldset>
  )
}
