export type DomainView = { domain: string; token: string; verifiedAt: Date | null }

export type ProviderView = {
  id: number
  /** Part of the redirect URI. */
  key: string
  name: string
  issuer: string
  clientId: string
  /** Where unknown people get a user. Null: they get none. */
  account: { id: number; name: string } | null
  active: boolean
  required: boolean
  /** The administrator who can sign in with a password even if the provider is required. */
  emergencyUserId: number | null
  testedAt: Date | null
  version: number
  domains: DomainView[]
}

/** What the list of providers shows of one. */
export type ListedProvider = Pick<ProviderView, 'id' | 'name' | 'active' | 'required'> & {
  verifiedDomains: string[]
}

/** An administrator with a password and a second factor. */
export type EmergencyAdministrator = {
  id: number
  firstName: string
  lastName: string
  email: string
}

export const verificationRecord = (token: string) => `console-verification=${token}`

/** By whom at a provider a user is known there. */
export type LinkedIdentity = {
  providerId: number
  provider: string
  subject: string
  createdAt: Date
}
