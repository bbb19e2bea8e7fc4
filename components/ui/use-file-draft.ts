'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { type Draft, deleteDraft, readDraft, writeDraft } from '@/components/ui/drafts'
import { loadFile, storeFile } from '@/components/ui/file-store'
import { currentPage, isPageLeft } from '@/components/ui/page-left'
import { useDraftKey } from '@/components/ui/use-draft-key'

// A browser that takes longer to store a file doesn't hold the form up.
const MAX_WAIT_MS = 2_000

type Choices = { [name: string]: string }

type Options = {
  formKey: string
  restoreKey: (formKey: string) => void
  /** The choice of each group of radio buttons. */
  defaults: Choices
}

/** Keeps the file and the choices of a form while its page is left to sign in or to reload. */
export function useFileDraft({ formKey, restoreKey, defaults }: Options) {
  const input = useRef<HTMLInputElement>(null)
  const keeping = useRef(Promise.resolve())
  const [isKept, setIsKept] = useState(false)
  const [isRestored, setIsRestored] = useState(false)
  const key = useDraftKey(['file'], {})

  const save = (to: string, fileId: string | undefined) => {
    const values = choicesIn(input.current?.form, defaults)
    saveDraft(to, { values, hadPassword: false, formKey, fileId })
  }
  const keepFile = async (to: string, file: File | undefined) => {
    deleteDraft(to)
    setIsRestored(false)
    const fileId = file && (await storeFile(file).catch(notStored))
    setIsKept(fileId !== undefined)
    save(to, fileId)
  }
  const restore = async ({ fileId = '', ...draft }: Draft) => {
    restoreChoices(input.current?.form, draft.values)
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
    if (chosen) keeping.current = keepFile(from, chosen)
    else if (draft) void restore(draft)
    else save(from, undefined)
  })
  useEffect(() => {
    if (!key) return
    const page = currentPage()
    start(key)
    return () => {
      if (isPageLeft(page, false)) deleteDraft(key)
    }
  }, [key])
  const chooseFile = () => {
    if (key) keeping.current = keepFile(key, input.current?.files?.[0])
  }
  const keepChoices = () => {
    if (key) save(key, readDraft(key)?.fileId)
  }
  /** Resolves when the chosen file is kept: sending it may leave the page. */
  const whenKept = () => Promise.race([keeping.current, pause(MAX_WAIT_MS)])
  return { input, chooseFile, keepChoices, whenKept, isKept, isRestored }
}

function saveDraft(key: string, draft: Draft): void {
  const isEmpty = draft.fileId === undefined && Object.keys(draft.values).length === 0
  if (isEmpty) deleteDraft(key)
  else writeDraft(key, draft)
}

type Form = HTMLFormElement | null | undefined

/** Other than the defaults: a form in which nothing was chosen has no draft. */
function choicesIn(form: Form, defaults: Choices): Choices {
  const entries = form ? [...new FormData(form)] : []
  return Object.fromEntries(
    entries.flatMap(([name, value]) =>
      name in defaults && typeof value === 'string' && value !== defaults[name]
        ? [[name, value]]
        : [],
    ),
  )
}

function restoreChoices(form: Form, values: Draft['values']): void {
  for (const [name, value] of Object.entries(values)) {
    const group = form?.elements.namedItem(name)
    if (group instanceof RadioNodeList) group.value = String(value)
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

// A browser may refuse to store it.
const notStored = () => undefined

function listOf(file: File): FileList {
  const transfer = new DataTransfer()
  transfer.items.add(file)
  return transfer.files
}
