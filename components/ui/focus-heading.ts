/** Focuses the heading of the page if the focused element is gone, without scrolling to it. */
export function restoreLostFocus(): void {
  const { activeElement, body } = document
  if (activeElement === null || activeElement === body) focusHeading()
}

export function focusHeading(): void {
  const heading = document.querySelector('h1')
  if (!heading) return
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
}
