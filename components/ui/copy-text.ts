/**
 * Copies a text to the clipboard. False if the browser refuses. Over plain HTTP there is no
 * `navigator.clipboard`; then the old way must run at once, or the browser forgets the click.
 */
export async function copyText(text: string, beside: HTMLElement): Promise<boolean> {
  if (!('clipboard' in navigator)) return copySelection(text, beside)
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => copySelection(text, beside),
  )
}

// Beside the button, because a dialog takes the focus from everything outside.
function copySelection(text: string, beside: HTMLElement): boolean {
  const area = document.createElement('textarea')
  area.value = text
  area.readOnly = true
  area.className = 'sr-only'
  beside.after(area)
  area.select()
  const copied = document.execCommand('copy')
  area.remove()
  beside.focus()
  return copied
}
