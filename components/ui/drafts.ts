'use client'

/** What was entered in a form and not saved. */
export type Draft = {
  /** Without passwords. */
  values: { [name: string]: unknown }
  hadPassword: boolean
  /** By which the server recognizes a submission that was saved without a response. */
  formKey: string
  /** The chosen file, in the file store. */
  fileId?: string | undefined
}

const PREFIX = 'draft/'
const prefixOf = (userId: number) => `${PREFIX}${userId}/`

export function draftKey(userId: number, path: string, identity: string): string {
  return `${prefixOf(userId)}${path} ${identity}`
}

export function readDraft(key: string): Draft | undefined {
  const draft: unknown = JSON.parse(storage()?.getItem(key) ?? 'null')
  return isDraft(draft) ? draft : undefined
}

// An earlier version of the console may have written it.
function isDraft(value: unknown): value is Draft {
  return typeof value === 'object' && value !== null && 'values' in value && 'formKey' in value
}

export function writeDraft(key: string, draft: Draft): void {
  storage()?.setItem(key, JSON.stringify(draft))
}

export function deleteDraft(key: string): void {
  const fileId = readDraft(key)?.fileId
  storage()?.removeItem(key)
  if (fileId) void deleteStoredFile(fileId)
}

// Most forms have no file, so they load the store only for this.
async function deleteStoredFile(fileId: string): Promise<void> {
  const { deleteFile } = await import('@/components/ui/file-store')
  // A browser that refuses to open the store has no file in it.
  await deleteFile(fileId).catch(() => undefined)
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
