export const MAX_FILE_MB = 25
export const MAX_ROWS = 200_000

/** Checked in the browser before the file is sent, and on the server before it is read. */
export function whyFileTooLarge(bytes: number): string | undefined {
  if (bytes <= MAX_FILE_MB * 1024 * 1024) return undefined
  return `The file is larger than ${MAX_FILE_MB} MB. Split it into smaller files.`
}
