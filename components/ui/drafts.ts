'use client'

import { z } from 'zod'
import { deleteFile } from '@/components/ui/file-store'

/** What was entered in a form and not saved. */
const draftSchema = z.object({
  /** Without passwords. */
  values: z.record(z.string(), z.unknown()),
  hadPassword: z.boolean(),
  /** By which the server recognizes a submission that was saved without a response. */
  formKey: z.string(),
  /** The chosen file, in the file store. */
  fileId: z.string().optional(),
})

export type Draft = z.infer<typeof draftSchema>

const PREFIX = 'draft/'
const prefixOf = (userId: number) => `${PREFIX}${userId}/`

export function draftKey(userId: number, path: string, identity: string): string {
  return `${prefixOf(userId)}${path} ${identity}`
}

export function readDraft(key: string): Draft | undefined {
  const text = storage()?.getItem(key)
  return text ? draftSchema.safeParse(JSON.parse(text)).data : undefined
}

export function writeDraft(key: string, draft: Draft): void {
  storage()?.setItem(key, JSON.stringify(draft))
}

export function deleteDraft(key: string): void {
  const fileId = readDraft(key)?.fileId
  storage()?.removeItem(key)
  // A browser that refuses to open the store has no file in it.
  if (fileId) deleteFile(fileId).catch(() => undefined)
}

export function hasDrafts(): boolean {
  return draftKeys().length > 0
}

export function deleteAllDrafts(): void {
  draftKeys().forEach(deleteDraft)
}

/** For when someone else has signed in in the same tab. */
export function deleteDraftsOfOthers(userId: number): void {
  const prefix = prefixOf(userId)
  draftKeys()
    .filter((key) => !key.startsWith(prefix))
    .forEach(deleteDraft)
}

function draftKeys(): string[] {
  return Object.keys(storage() ?? {}).filter((key) => key.startsWith(PREFIX))
}

// Of the tab, because two tabs may show the same form. Undefined if the browser blocks storage.
function storage(): Storage | undefined {
  try {
    return window.sessionStorage
  } catch {
    return undefined
  }
}
