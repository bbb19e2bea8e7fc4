'use client'

import { usePathname } from 'next/navigation'
import { useContext } from 'react'
import { draftKey } from '@/components/ui/drafts'
import type { Values } from '@/components/ui/use-schema-form'
import { UserContext } from '@/components/ui/user-context'
import { isSecretField } from '@/lib/form-state'

/** Undefined without a user, to whom drafts belong, and without a field that a draft may hold. */
export function useDraftKey(names: string[], { version: _, ...hidden }: Values) {
  const userId = useContext(UserContext)
  const path = usePathname()
  if (userId === undefined || names.every(isSecretField)) return undefined
  return draftKey(userId, path, JSON.stringify([names, hidden]))
}
