export type Shortcut = {
  key: string
  /** Together with Ctrl, or Cmd on a Mac. The others are single keys, which can be switched off. */
  command: boolean
  label: string
}

/** Every shortcut of the console. */
export const shortcuts = {
  palette: { key: 'k', command: true, label: 'Search or jump to an account, a user or a page' },
  save: { key: 's', command: true, label: 'Save the changes of a form' },
  search: { key: '/', command: false, label: 'Search on this page' },
  help: { key: '?', command: false, label: 'Show the keyboard shortcuts' },
} satisfies { [name: string]: Shortcut }

export function isPressed(event: KeyboardEvent, { key, command }: Shortcut): boolean {
  const { ctrlKey, metaKey, altKey, shiftKey } = event
  if (!command) return event.key === key && !ctrlKey && !metaKey && !altKey
  const isCommand = isMac() ? metaKey : ctrlKey || metaKey
  return isCommand && !altKey && !shiftKey && isLetter(event, key.toUpperCase())
}

// A Greek or Cyrillic layout has no such letter, so the place of the key decides.
function isLetter({ key, code }: KeyboardEvent, letter: string): boolean {
  return key > '\u007F' ? code === `Key${letter}` : key === letter || key === letter.toLowerCase()
}

/** Only in a browser. Ctrl has another meaning in the text fields of a Mac. */
export function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform)
}
