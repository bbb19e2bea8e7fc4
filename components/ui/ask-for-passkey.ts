import type { PasskeyRequest } from '@/lib/passkey-request'

/** Another request of the browser cancels the one before. */
const loadLibrary = () => import('@simplewebauthn/browser')

/**
 * Asks the browser for a passkey, and returns it as JSON. Undefined if the person cancels, the browser
 * has none, or it can't offer them. With `autofill`, it offers them where someone types their email
 * address, and asks for nothing.
 */
export async function askForPasskey(
  { challenge, rpId, credentials = [] }: PasskeyRequest,
  { autofill = false } = {},
): Promise<string | undefined> {
  try {
    const { startAuthentication } = await loadLibrary()
    const assertion = await startAuthentication({
      optionsJSON: {
        challenge,
        rpId,
        allowCredentials: credentials.map((credential) => ({ ...credential, type: 'public-key' })),
        userVerification: 'required',
      },
      useBrowserAutofill: autofill,
    })
    return JSON.stringify(assertion)
  } catch {
    return undefined
  }
}

export async function stopAsking(): Promise<void> {
  const { WebAuthnAbortService } = await loadLibrary()
  WebAuthnAbortService.cancelCeremony()
}
