'use client'

import { useEffect } from 'react'
import { useSelectionActions } from '@/components/ui/selection'

type Props = { list: string; jobId: number }

/** Clears the selection once its job has started: after a rejection it is still needed. */
export function ClearSelection({ list, jobId }: Props) {
  const { clearAfter } = useSelectionActions()
  useEffect(() => clearAfter(list, jobId), [clearAfter, list, jobId])
  return null
}
