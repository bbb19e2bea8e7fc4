// The sentences about unique values that another record already has.

export type ExternalIdOwner = { id: number; name: string }

/** Without an owner, for a conflict that the database found. */
export function externalIdTaken(owner?: ExternalIdOwner): string {
  const message = 'Another active account has this external ID'
  return owner
    ? `${message}: “${owner.name}” (ID ${owner.id}). Use another.`
    : `${message}. Use another.`
}

/** Why an account keeps deactivated, for clients that send `{"active": true}`. */
export function whyNotReactivated({ id, name }: ExternalIdOwner): string {
  return `Another active account has this external ID: “${name}” (ID ${id}). Send another one with it: {"active": true, "externalId": "…"}`
}

/** Why a job could not restore an account. */
export function whyNotRestored(externalId: string, { id, name }: ExternalIdOwner): string {
  return `Its external ID, ${externalId}, now belongs to “${name}” (ID ${id}). Restore it with a new one, or change the other account's first.`
}

export type EmailOwner = {
  id: number
  name: string
  active: boolean
  account: { id: number; name: string; active: boolean }
}

/** Without an owner, for a user of another organization, of whom nothing may be revealed. */
export function emailTaken(owner?: EmailOwner): string {
  const message = 'This email address already belongs to a user'
  if (!owner) return `${message}. Use another.`
  const { id, name, active, account } = owner
  const where = `account “${account.name}” (ID ${account.id})`
  if (!account.active) {
    return `${message}: ${name} in the deleted ${where}. To free the address, delete the user through the API: DELETE /elements/api-v2/users/${id}`
  }
  if (active) return `${message}: ${name} in the ${where}. Use another.`
  return `${message}: ${name}, who is deactivated, in the ${where}. Use another, or delete that user to free the address.`
}
