import 'server-only'

/** Where a provider sends people back. It has to know this URL, which next-auth sends along. */
export function redirectUri(key: string): string {
  return `${process.env.NEXTAUTH_URL}/api/auth/callback/${key}`
}
