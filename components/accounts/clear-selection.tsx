'use client'

import { useEffect } from 'react'
import { useSelectionActions } from '@/components/accounts/selection'

/** Clears the selection once it is being deleted: after a rejection it is still needed. */
export function ClearSelection({ deletionId }: { deletionId: number }) {
  const { clearAfter } = useSelectionActions()
  useEffect(() => clearAfter(deletionId), [clearAfter, deletionId])
  return null
}
