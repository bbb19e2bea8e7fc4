import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { paths } from '@/lib/paths'
import { requestPath } from '@/lib/transport/request'

/** Where a user has to do something before anything else. Undefined if they don't, or are there. */
export async function requiredStep(actor: Actor): Promise<string | undefined> {
  const path = await requestPath()
  const step = stepOf(actor, path)
  const [pathname] = path.split('?')
  return step?.split('?')[0] === pathname ? undefined : step
}

function stepOf(actor: Actor, path: string): string | undefined {
  if (actor.mustChangePassword) return paths.newPasswordAndReturn(path)
  if (actor.mustSetUpSecondFactor) return paths.setUpSecondFactorAndReturn(path)
  return undefined
}
