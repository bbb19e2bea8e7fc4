import { AppError } from '@/lib/errors'
import { findProviderForEmail, hasActiveProvider } from '@/lib/providers/queries'
import { typedEmail } from '@/lib/sessions/schema'
import { requestOrigin } from '@/lib/transport/request'

export type SignInStep =
  | { kind: 'email' }
  | { kind: 'password'; email: string }
  | { kind: 'provider'; email: string; provider: { key: string; name: string } }

type Query = { [name: string]: string | string[] | undefined }

/**
 * What the sign-in page asks for. The domain of the address decides, so the page doesn't reveal who
 * has a user. Without a provider in this installation, it asks for address and password at once.
 */
export async function readSignInStep({ email, password }: Query): Promise<SignInStep> {
  const typed = typedEmail.catch('').parse(email)
  const byPassword = { kind: 'password', email: typed } as const
  if (password !== undefined) return byPassword
  try {
    const origin = await requestOrigin()
    if (!(await hasActiveProvider(origin))) return byPassword
    if (!typed) return { kind: 'email' }
    const domain = typed.slice(typed.lastIndexOf('@') + 1)
    const provider = await findProviderForEmail(origin, { domain })
    return provider ? { kind: 'provider', email: typed, provider } : byPassword
  } catch (error) {
    // The sign-in is also shown when the database isn't responding.
    if (error instanceof AppError) return byPassword
    throw error
  }
}
