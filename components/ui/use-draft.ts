'use client'

import { type RefObject, useEffect, useEffectEvent, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { type Draft, deleteDraft, readDraft, writeDraft } from '@/components/ui/drafts'
import type { Kept } from '@/components/ui/form-notice'
import { currentPage, isPageLeft } from '@/components/ui/page-left'
import { useDraftKey } from '@/components/ui/use-draft-key'
import type { Values } from '@/components/ui/use-schema-form'
import { isSecretField } from '@/lib/form-state'

type Options = {
  form: UseFormReturn<Values>
  element: RefObject<HTMLFormElement | null>
  names: string[]
  hidden: Values
  formKey: string
}

/**
 * Keeps what is entered until it is saved, discarded or left on purpose, so that it survives a
 * session that ends and a page that is reloaded. Returns the draft that the form was filled from.
 */
export function useDraft(
  options: Options,
  restore: (draft: Draft) => void,
): { draft: Draft | undefined; kept: Kept } {
  const { form, element, names, hidden, formKey } = options
  const { isDirty } = form.formState
  const { getValues, subscribe } = form
  const [draft, setDraft] = useState<Draft>()
  const key = useDraftKey(names, hidden)

  const restoreDraft = useEffectEvent((from: string) => {
    const found = readDraft(from)
    if (!found) return
    restore(found)
    setDraft(found)
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
    const isInDialog = Boolean(element.current?.closest('dialog'))
    const save = () => writeDraft(key, { formKey, ...readableValues(getValues()) })
    save()
    const unsubscribe = subscribe({ formState: { values: true }, callback: save })
    return () => {
      unsubscribe()
      if (isPageLeft(page, isInDialog)) deleteDraft(key)
    }
  }, [key, isDirty, formKey, element, getValues, subscribe])
  const isFilledFromDraft = draft && (isDirty || draft.hadPassword)
  return { draft: isFilledFromDraft ? draft : undefined, kept: key ? keptOf(names) : 'nothing' }
}

function readableValues(values: Values) {
  const entries = Object.entries(values)
  return {
    values: Object.fromEntries(entries.filter(([name]) => !isSecretField(name))),
    hadPassword: entries.some(([name, value]) => isSecretField(name) && value !== ''),
  }
}

function keptOf(names: string[]): Kept {
  return names.some(isSecretField) ? 'text-without-passwords' : 'text'
}
