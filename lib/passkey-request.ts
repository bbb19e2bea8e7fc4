/** What a browser needs to ask its user for a passkey. */
export type PasskeyRequest = {
  challenge: string
  rpId: string
  /** Without these, the user chooses among all passkeys of the site. */
  credentials?: { id: string; transports: string[] }[]
}
