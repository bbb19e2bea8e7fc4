export type PendingEmail = { email: string; expiresAt: Date }

export type OwnProfile = {
  firstName: string
  lastName: string
  email: string
  version: number
  /** The address whose link has not been used yet. */
  pendingEmail: PendingEmail | undefined
  /** Whether a link to the new address has to confirm it. */
  confirmsEmail: boolean
}
