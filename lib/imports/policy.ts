const FILE_MB_MAX = 25
export const ROWS_MAX = 200_000

/** Why a file of this size is not taken, before it is sent and before it is read. */
export function whyFileTooLarge(bytes: number): string | undefined {
  if (bytes <= FILE_MB_MAX * 1024 * 1024) return undefined
  return `The file is larger than ${FILE_MB_MAX} MB. Divide it.`
}
