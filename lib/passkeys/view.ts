export type PasskeyView = {
  id: number
  name: string
  /** Whether it is copied to other devices of the user. */
  isSynced: boolean
  createdAt: Date
  lastUsedAt: Date | null
}

export type OwnPasskeys = {
  passkeys: PasskeyView[]
  /** Whether the user could sign in without them. */
  hasPassword: boolean
  /** The URL that passkeys are made for. */
  url: string
}
