import 'server-only'
import { submittedTexts } from '@/lib/form-state'
import { currentUploadedFile } from '@/lib/transport/status'

/** The texts of a form, and its file if one was chosen. */
export async function readUpload(data: FormData): Promise<{ [field: string]: unknown }> {
  const content = data.get('content')
  if (!(content instanceof File) || content.name === '') return submittedTexts(data)
  const bytes = currentUploadedFile() ?? new Uint8Array(await content.arrayBuffer())
  return { ...submittedTexts(data), file: content.name, content: bytes }
}
