import 'server-only'
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server'
import {
  decodeAttestationObject,
  decodeClientDataJSON,
  isoBase64URL,
} from '@simplewebauthn/server/helpers'
import { requireRelyingParty } from '@/lib/auth/relying-party'
import { log } from '@/lib/log'
import { type ChallengeUse, isChallenge } from '@/lib/passkeys/challenges'
import type { StoredPasskey } from '@/lib/passkeys/records'
import type { Assertion, Registration } from '@/lib/passkeys/schema'

/** What a valid assertion says. Undefined if it isn't valid. */
export async function verifyAssertion(
  { id, response, ...rest }: Assertion,
  { publicKey, handle }: StoredPasskey,
  use: ChallengeUse,
) {
  const { userHandle } = response
  // Only an authenticator that had to choose among passkeys says whose it is.
  const hasChosen = use.purpose === 'sign-in'
  if (userHandle === undefined ? hasChosen : userHandle !== handle) return undefined
  const result = await undefinedOnError(() =>
    verifyAuthenticationResponse({
      response: { ...rest, id, response: { ...response, userHandle: handle }, ...noExtensions },
      // `recordUse` compares the counter: a valid signature with an old one is worth another reason.
      credential: { id, publicKey, counter: 0 },
      ...expectations(use),
    }),
  )
  if (!result?.verified) return undefined
  const { newCounter: counter, credentialBackedUp: backedUp } = result.authenticationInfo
  return { counter, backedUp, challenge: challengeOf(response) }
}

/** The new passkey. Undefined if the registration isn't valid. */
export async function verifyRegistration({ response, ...rest }: Registration, use: ChallengeUse) {
  const result = await undefinedOnError(async () => {
    if (hasCertificate(response.attestationObject)) return undefined
    return verifyRegistrationResponse({
      response: { ...rest, response, ...noExtensions },
      ...expectations(use),
    })
  })
  if (!result?.verified) return undefined
  const { credential, aaguid, credentialDeviceType, credentialBackedUp } = result.registrationInfo
  return {
    credentialId: credential.id,
    publicKey: credential.publicKey,
    counter: credential.counter,
    transports: response.transports,
    backupEligible: credentialDeviceType === 'multiDevice',
    backedUp: credentialBackedUp,
    aaguid,
    challenge: challengeOf(response),
  }
}

const noExtensions = { clientExtensionResults: {} }

function expectations(use: ChallengeUse) {
  const { id, origin } = requireRelyingParty()
  return {
    expectedChallenge: (challenge: string) => isChallenge(challenge, use),
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
  }
}

/**
 * Nobody asks for certificates of authenticators, so a browser sends none. To check one that was
 * forged, the library would fetch a URL that it contains.
 */
function hasCertificate(attestationObject: string): boolean {
  const decoded = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject))
  const format = decoded.get('fmt')
  return (
    format !== 'none' && (format !== 'packed' || decoded.get('attStmt').get('x5c') !== undefined)
  )
}

function challengeOf({ clientDataJSON }: { clientDataJSON: string }): string {
  return decodeClientDataJSON(clientDataJSON).challenge
}

/** The library throws for everything that is wrong with what a client sent. */
async function undefinedOnError<T>(verify: () => Promise<T>): Promise<T | undefined> {
  try {
    return await verify()
  } catch (error) {
    log.debug({ err: error }, 'a passkey was rejected')
    return undefined
  }
}
