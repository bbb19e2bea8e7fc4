'use client'

import { usePathname } from 'next/navigation'
import { type RefObject, useContext, useEffect, useEffectEvent, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { type Draft, deleteDraft, draftKey, readDraft, writeDraft } from '@/components/ui/drafts'
import { currentPage, isPageLeft } from '@/components/ui/page-left'
import type { Values } from '@/components/ui/use-schema-form'
import { UserContext } from '@/components/ui/user-context'
import { isSecretField } from '@/lib/form-state'

type Options = {
  form: UseFormReturn<Values>
  element: RefObject<HTMLFormElement | null>
  /** Tells the form from others on its page. */
  identity: string
  restore(values: Values): void
}

/**
 * Keeps what is entered until it is saved, discarded or left on purpose, so that it survives a
 * session that ends and a page that is reloaded. Returns the draft that the form was filled from.
 */
export function useDraft({ form, element, identity, restore }: Options): Draft | undefined {
  const { getValues, subscribe, formState } = form
  const { isDirty } = formState
  const [restored, setRestored] = useState<Draft>()
  const key = useDraftKey(identity)

  const restoreDraft = useEffectEvent((from: string) => {
    const draft = readDraft(from)
    if (!draft) return
    restore(draft.values)
    setRestored(draft)
  })
  useEffect(() => {
    if (key) restoreDraft(key)
  }, [key])
  useEffect(() => {
    if (key && !isDirty) deleteDraft(key)
  }, [key, isDirty])
  useEffect(() => {
    if (!key || !isDirty) return
    const page = currentPage()
    const isInDialog = element.current?.closest('dialog') != null
    const save = () => writeDraft(key, toDraft(getValues()))
    save()
    const unsubscribe = subscribe({ formState: { values: true }, callback: save })
    return () => {
      unsubscribe()
      if (isPageLeft(page, isInDialog)) deleteDraft(key)
    }
  }, [key, isDirty, element, getValues, subscribe])
  return restored
}

/** Undefined on pages that belong to no user. */
export function useDraftKey(identity: string): string | undefined {
  const userId = useContext(UserContext)
  const path = usePathname()
  return userId === undefined ? undefined : draftKey(userId, path, identity)
}

function toDraft(values: Values): Draft {
  const entries = Object.entries(values)
  return {
    values: Object.fromEntries(entries.filter(([name]) => !isSecretField(name))),
    hadPassword: entries.some(([name, value]) => isSecretField(name) && value !== ''),
  }
}
