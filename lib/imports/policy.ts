export const MAX_FILE_MB = 25
export const MAX_ROWS = 200_000

/** Checked in the browser before the file is sent, and on the server before it is read. */
export function whyFileTooLarge(bytes: number): string | undefined {
  if (bytes <= MAX_FILE_MB * 1024 * 1024) return undefined
  return `The file is larger than ${MAX_FILE_MB} MB. Split it into smaller files.`
}

const MAX_HEADING = 200

/**
 * What headings have in common that name one column: case and punctuation don't count. A text that is
 * too long for a heading stays as it is.
 */
export function headingKey(heading: string): string {
  if (heading.length > MAX_HEADING) return heading
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}
