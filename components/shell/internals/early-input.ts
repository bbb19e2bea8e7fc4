// Read in react-dom 19.3.1.
// If something has changed the page before hydration, such as the translation of the browser, React
// renders the page again and what was entered is gone. It reports that as an error of the window.

const HYDRATION_ERROR = /React error #(418|423)|hydrat/i
const WATCH_MS = 30_000

type Field = HTMLInputElement | HTMLTextAreaElement

/** Carries over what was entered before hydration if React renders the page again. */
export function keepEarlyInput(): void {
  const early = fieldsOfPage()
  let focused = document.activeElement
  const rememberFocus = () => {
    focused = document.activeElement
  }
  const carryAllOver = ({ message }: ErrorEvent) => {
    if (!HYDRATION_ERROR.test(message)) return
    stop()
    for (const field of early) if (!field.isConnected) carryOver(field, field === focused)
  }
  const stop = () => {
    document.removeEventListener('focusin', rememberFocus)
    window.removeEventListener('error', carryAllOver)
  }
  document.addEventListener('focusin', rememberFocus)
  window.addEventListener('error', carryAllOver)
  setTimeout(stop, WATCH_MS)
}

function fieldsOfPage(): Field[] {
  return [...document.querySelectorAll<Field>('input:not([type=hidden]), textarea')]
}

function carryOver(from: Field, isFocused: boolean): void {
  const to = fieldsOfPage().find((field) => identityOf(field) === identityOf(from))
  if (!to) return
  if (from instanceof HTMLInputElement && to instanceof HTMLInputElement) {
    if (from.checked !== to.checked) to.click()
    if (from.files?.length) chooseFiles(to, from.files)
  }
  if (from.type !== 'file' && from.value !== from.defaultValue) enter(to, from.value)
  if (isFocused) to.focus()
}

function identityOf({ form, name, type, value }: Field): string {
  const choice = type === 'checkbox' || type === 'radio' ? value : ''
  return [form?.getAttribute('aria-label'), name, type, choice].join(' ')
}

function chooseFiles(field: HTMLInputElement, files: FileList): void {
  field.files = files
  field.dispatchEvent(new Event('change', { bubbles: true }))
}

/** As if it had been typed: React ignores a value that is set through its own property. */
function enter(field: Field, value: string): void {
  const { prototype } = field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
