'use client'

import { type ReactNode, useContext, useEffect } from 'react'
import { deleteDraftsOfOthers } from '@/components/ui/drafts'
import { UserContext } from '@/components/ui/user-context'

type Props = { userId: number | undefined; children: ReactNode }

/**
 * Remounts everything inside when someone else signs in, so that no state outlives its session. The
 * key is the user, because a person whose session expired signs in again and saves what they typed.
 */
export function SessionBoundary({ userId, children }: Props) {
  useEffect(() => {
    if (userId !== undefined) deleteDraftsOfOthers(userId)
  }, [userId])
  return (
    <UserContext key={userId} value={userId}>
      {children}
    </UserContext>
  )
}

/**
 * Shows a page only to the user it was rendered for. A layout stays mounted during client
 * navigation: after a sign-in in another tab, its next page belongs to someone else.
 */
export function SessionPage({ userId, children }: Props) {
  const outdated = useContext(UserContext) !== userId
  useEffect(() => {
    if (outdated) window.location.reload()
  }, [outdated])
  return outdated ? null : children
}
