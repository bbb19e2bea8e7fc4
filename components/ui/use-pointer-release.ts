'use client'

import { useRef } from 'react'

/**
 * Waits until the pointer is up. An error message that appears on blur would otherwise move the
 * button being pressed from under the pointer, and the click would be lost.
 */
export function usePointerRelease() {
  const released = useRef(Promise.resolve())
  const onPointerDown = () => {
    released.current = new Promise((resolve) => {
      const afterClick = () => setTimeout(resolve)
      window.addEventListener('pointerup', afterClick, { once: true })
      window.addEventListener('pointercancel', afterClick, { once: true })
    })
  }
  return { onPointerDown, untilReleased: () => released.current }
}
