/** A session as its owner sees it. */
export type SessionView = {
  createdAt: Date
  address: string
  userAgent: string
  /** Whether it is the one that asks. */
  current: boolean
}
