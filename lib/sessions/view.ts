export type SessionView = {
  /** Not the token, which only the cookie holds. */
  id: string
  createdAt: Date
  lastUsedAt: Date
  address: string
  userAgent: string
  isCurrent: boolean
}

export type OwnSessions = {
  sessions: SessionView[]
  /** After how many minutes without use they end. */
  idleMinutes: number
}
