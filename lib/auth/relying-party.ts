import 'server-only'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { whyNoPasskeys } from '@/lib/passkey-url'
import { publicUrl } from '@/lib/public-url'

type RelyingParty = {
  /** The host name that passkeys are bound to. */
  id: string
  origin: string
}

/** Undefined where browsers offer no passkeys. */
export function relyingParty(): RelyingParty | undefined {
  const origin = publicUrl(env())
  return whyNoPasskeys(origin) ? undefined : { id: new URL(origin).hostname, origin }
}

export function requireRelyingParty(): RelyingParty {
  const party = relyingParty()
  if (party) return party
  throw new AppError('conflict', 'Browsers offer no passkeys at the address of this console.')
}
