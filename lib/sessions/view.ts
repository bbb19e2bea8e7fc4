export type SessionView = {
  /** Stays the same when the session gets a new token. */
  id: string
  createdAt: Date
  lastUsedAt: Date
  address: string
  /** "Chrome 126 on Windows". */
  browser: string
  isCurrent: boolean
}

export type OwnSessions = {
  sessions: SessionView[]
  /** After how many minutes without use they end, and after how many hours in any case. */
  idleMinutes: number
  absoluteHours: number
}
