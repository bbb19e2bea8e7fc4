'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { type Draft, deleteDraft, readDraft, writeDraft } from '@/components/ui/drafts'
import { loadFile, storeFile } from '@/components/ui/file-store'
import { currentPage, isPageLeft } from '@/components/ui/page-left'
import { useDraftKey } from '@/components/ui/use-draft-key'

// A browser that takes longer to store a file doesn't hold the form up.
const MAX_WAIT_MS = 2_000

/** Keeps the file that is chosen in a form while its page is left to sign in or to reload. */
export function useFileDraft(formKey: string, restoreKey: (formKey: string) => void) {
  const input = useRef<HTMLInputElement>(null)
  const keeping = useRef(Promise.resolve())
  const [isKept, setIsKept] = useState(false)
  const [isRestored, setIsRestored] = useState(false)
  const key = useDraftKey(['file'], {})

  const keep = async (from: string, file: File | undefined) => {
    deleteDraft(from)
    setIsRestored(false)
    // A browser may refuse to store it.
    const fileId = file && (await storeFile(file).catch(() => undefined))
    setIsKept(fileId !== undefined)
    if (fileId) writeDraft(from, { values: {}, hadPassword: false, formKey, fileId })
  }
  const restore = async ({ fileId = '', ...draft }: Draft) => {
    const file = await loadFile(fileId).catch(() => undefined)
    // Someone may have been faster.
    if (!file || !input.current || input.current.files?.length) return
    input.current.files = listOf(file)
    restoreKey(draft.formKey)
    setIsKept(true)
    setIsRestored(true)
  }
  const start = useEffectEvent((from: string) => {
    const draft = readDraft(from)
    const chosen = input.current?.files?.[0]
    // It may have been chosen before hydration.
    if (chosen) keeping.current = keep(from, chosen)
    else if (draft) void restore(draft)
  })
  useEffect(() => {
    if (!key) return
    const page = currentPage()
    start(key)
    return () => {
      if (isPageLeft(page, false)) deleteDraft(key)
    }
  }, [key])
  const choose = () => {
    if (key) keeping.current = keep(key, input.current?.files?.[0])
  }
  /** Resolves when the chosen file is kept: sending it may leave the page. */
  const whenKept = () =>
    Promise.race([keeping.current, new Promise((resolve) => setTimeout(resolve, MAX_WAIT_MS))])
  return { input, choose, whenKept, isKept, isRestored }
}

function listOf(file: File): FileList {
  const transfer = new DataTransfer()
  transfer.items.add(file)
  return transfer.files
}
