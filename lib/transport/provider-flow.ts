import 'server-only'
import { cookies } from 'next/headers'
import { z } from 'zod'
import { providerCookie } from '@/lib/auth/cookies'
import { paths } from '@/lib/paths'
import { safePath } from '@/lib/transport/request'

const flowSchema = z.object({
  key: z.string(),
  /** To sign in, to test the provider, or to prove again who uses the session. */
  purpose: z.enum(['sign-in', 'test', 'confirm']),
  // Another site of the same domain can set the cookie where it has no prefix.
  next: z.string().transform(safePath),
})

/**
 * Why a browser was sent to a provider. It grants nothing: what happens on its return depends on the
 * session and on the provider's answer.
 */
export type ProviderFlow = z.output<typeof flowSchema>

export async function rememberFlow(flow: ProviderFlow): Promise<void> {
  const { name, options } = providerCookie()
  const jar = await cookies()
  jar.set(name, JSON.stringify(flow), options)
}

/** Works once. Without the cookie, an old link or another browser was used. */
export async function takeFlow(key: string): Promise<ProviderFlow | undefined> {
  const { name, options } = providerCookie()
  const jar = await cookies()
  const value = jar.get(name)?.value
  jar.delete({ name, ...options })
  const flow = flowSchema.safeParse(parseJson(value ?? '')).data
  return flow?.key === key ? flow : undefined
}

/** The page that shows why it failed. */
export function errorPath({ key, purpose, next }: ProviderFlow, code: string): string {
  switch (purpose) {
    case 'test':
      return `${next}?${new URLSearchParams({ test: code })}`
    case 'confirm':
      return `${paths.signIn}?${new URLSearchParams({ error: code, next, confirm: key })}`
    case 'sign-in':
      return `${paths.signIn}?${new URLSearchParams({ error: code, next })}`
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
