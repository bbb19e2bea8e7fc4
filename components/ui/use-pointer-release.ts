'use client'

import { useEffect, useRef } from 'react'

/**
 * Returns a function that waits until the pointer is up. An error message that appears on blur would
 * otherwise move what is being pressed from under the pointer, and the click would be lost.
 */
export function usePointerRelease(): () => Promise<void> {
  const released = useRef(Promise.resolve())
  useEffect(() => {
    const press = () => {
      released.current = new Promise((resolve) => {
        const afterClick = () => setTimeout(resolve)
        window.addEventListener('pointerup', afterClick, { once: true })
        window.addEventListener('pointercancel', afterClick, { once: true })
      })
    }
    // The pressed element can be outside of the form.
    window.addEventListener('pointerdown', press)
    return () => window.removeEventListener('pointerdown', press)
  }, [])
  return () => released.current
}
