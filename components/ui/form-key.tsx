'use client'

import { createContext, type ReactNode, useContext, useId, useState } from 'react'
import { UserContext } from '@/components/ui/user-context'
import { FORM_KEY, FORM_USER, type FormState } from '@/lib/form-state'

const DocumentKey = createContext('')

/** Gets a random key from the server, so that forms have theirs before hydration as well. */
export function FormKeyProvider({ value, children }: { value: string; children: ReactNode }) {
  // A refreshed page has a new key, but its forms may have been submitted with the old one.
  const [first] = useState(value)
  return <DocumentKey value={first}>{children}</DocumentKey>
}

/** Stays the same until a submission is saved. A form that is filled from a draft takes its key. */
export function useFormKey(served: FormState, savedCount: number) {
  const ownKey = useContext(DocumentKey) + useId()
  const [restored, restoreKey] = useState<string>()
  const submitted = 'errors' in served ? served.submittedValues[FORM_KEY] : undefined
  const first = restored ?? submitted ?? ownKey
  return { formKey: savedCount === 0 ? first : `${first}-${savedCount}`, restoreKey }
}

/** By which the server recognizes a form that is sent again, or by someone else who has signed in. */
export function FormKey({ value }: { value: string }) {
  const userId = useContext(UserContext)
  // Without `autoComplete`, Firefox restores the values of an earlier visit on a reload.
  return (
    <>
      <input type="hidden" name={FORM_KEY} value={value} autoComplete="off" />
      {userId !== undefined && (
        <input type="hidden" name={FORM_USER} value={userId} autoComplete="off" />
      )}
    </>
  )
}
