'use client'

const FILES = 'files'
// As long as a session. A tab that was closed leaves its file behind.
const MAX_AGE_MS = 12 * 60 * 60 * 1000

/** Stores a file under a new ID, which begins with the time. Fails if the browser refuses. */
export async function storeFile(file: File): Promise<string> {
  const id = `${Date.now()}/${crypto.randomUUID()}`
  const expired = IDBKeyRange.upperBound(String(Date.now() - MAX_AGE_MS))
  await withFiles('readwrite', (files) => files.delete(expired))
  await withFiles('readwrite', (files) => files.put(file, id))
  return id
}

export function loadFile(id: string): Promise<File | undefined> {
  return withFiles<File | undefined>('readonly', (files) => files.get(id))
}

export async function deleteFile(id: string): Promise<void> {
  await withFiles('readwrite', (files) => files.delete(id))
}

async function withFiles<T>(
  mode: IDBTransactionMode,
  use: (files: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await openDatabase()
  const request = use(database.transaction(FILES, mode).objectStore(FILES))
  return resultOf(request).finally(() => database.close())
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open('drafts', 1)
  request.onupgradeneeded = () => request.result.createObjectStore(FILES)
  return resultOf(request)
}

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
