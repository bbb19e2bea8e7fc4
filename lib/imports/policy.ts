export const MAX_FILE_MB = 25
export const MAX_ROWS = 200_000

/** Checked in the browser before the file is sent, and on the server before it is read. */
export function whyFileTooLarge(bytes: number): string | undefined {
  if (bytes <= MAX_FILE_MB * 1024 * 1024) return undefined
  return `The file is larger than ${MAX_FILE_MB} MB. Split it into smaller files.`
}

/** What headings have in common that name one column: case and punctuation don't count. */
export function headingKey(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}
