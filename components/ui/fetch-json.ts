/** The JSON at a path of this site; undefined if it can't be read now, so that a page does without. */
export async function fetchJson<T>(
  path: string,
  parse: (json: unknown) => T | undefined,
  signal: AbortSignal | null = null,
): Promise<T | undefined> {
  try {
    const response = await fetch(path, { signal })
    return response.ok ? parse(await response.json()) : undefined
  } catch {
    return undefined
  }
}
