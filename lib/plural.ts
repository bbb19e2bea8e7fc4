/** "accounts", "entries". */
export function plural(noun: string): string {
  return noun.endsWith('ry') ? `${noun.slice(0, -1)}ies` : `${noun}s`
}
