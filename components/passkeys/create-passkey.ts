import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser'

type Created = { registration: string } | { problem: string }

const problems: { [code: string]: string } = {
  ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED:
    'You already have a passkey there. To add another, use another device or password manager.',
  ERROR_AUTHENTICATOR_MISSING_DISCOVERABLE_CREDENTIAL_SUPPORT:
    "This security key can't hold passkeys. Use another one.",
  ERROR_AUTHENTICATOR_MISSING_USER_VERIFICATION_SUPPORT:
    'Passkeys need a PIN, a fingerprint or a face. Set one up, and try again.',
}

/** Asks the browser to make a passkey. */
export async function createPasskey(
  options: PublicKeyCredentialCreationOptionsJSON,
): Promise<Created> {
  try {
    const { startRegistration } = await import('@simplewebauthn/browser')
    return { registration: JSON.stringify(await startRegistration({ optionsJSON: options })) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    return { problem: problems[code] ?? 'No passkey was added. Try again.' }
  }
}
