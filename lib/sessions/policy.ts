/** A sign-in beyond this ends the oldest session. */
export const MAX_SESSIONS = 20

/** How someone proved at sign-in who they are, as sessions and the audit log name it. */
export const signInMethods = [
  'password',
  'password and code',
  'password and recovery code',
  'passkey',
  'provider',
  'link',
] as const

export type SignInMethod = (typeof signInMethods)[number]

/** Whether the user has used the password that they have now. */
export function usesPassword(method: SignInMethod): boolean {
  return method !== 'passkey' && method !== 'provider'
}
