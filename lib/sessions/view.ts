export type SessionView = {
  createdAt: Date
  address: string
  userAgent: string
  isCurrent: boolean
}
