export type Person = { id: number; firstName: string; lastName: string; email: string }

/** An imported user with a link that is never shown again. */
export type InvitedUser = Person & { url: string; expiresAt: Date }

export type Invitable = {
  /** Users of an import who have no password. */
  users: number
  /** Those of them who have a link that still works. */
  invited: number
}

export const invitedUserHeader = ['first_name', 'last_name', 'email', 'link', 'expires']

export function invitedUserCells(user: InvitedUser): string[] {
  const { firstName, lastName, email, url, expiresAt } = user
  return [firstName, lastName, email, url, expiresAt.toISOString()]
}
