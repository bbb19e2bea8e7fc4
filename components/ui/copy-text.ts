/**
 * Copies a text to the clipboard. False if the browser refuses. Over plain HTTP there is no
 * `navigator.clipboard`; then the old way must run at once, or the browser forgets the click.
 */
export async function copyText(text: string, button: HTMLElement): Promise<boolean> {
  if (!('clipboard' in navigator)) return copySelection(text, button)
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => copySelection(text, button),
  )
}

// Next to the button, because a dialog takes the focus from everything outside.
function copySelection(text: string, button: HTMLElement): boolean {
  const area = document.createElement('textarea')
  area.value = text
  area.readOnly = true
  area.className = 'sr-only'
  button.after(area)
  area.select()
  const copied = document.execCommand('copy')
  area.remove()
  button.focus()
  return copied
}
