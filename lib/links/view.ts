export type LinkOwner = { id: number; firstName: string; lastName: string; email: string }

/** A user with a link that is never shown again. */
export type OwnerWithLink = LinkOwner & { url: string; expiresAt: Date }

export const linkFileHeader = ['first_name', 'last_name', 'email', 'link', 'expires']

export function linkFileCells(user: OwnerWithLink): string[] {
  const { firstName, lastName, email, url, expiresAt } = user
  return [firstName, lastName, email, url, expiresAt.toISOString()]
}
