/**
 * Gives the focus back to whatever held it when a dialog came. The library does so only for dialogs that were there before
 * they opened; ours are mostly drawn when they are wanted and gone when they are not.
 */
import { useEffect, useState } from 'react'

export function useFocusBack(): void {
  const [origin] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      // After the dialog has left, and only if nothing else has taken the focus meanwhile.
      setTimeout(() => {
        const isFree = document.activeElement === null || document.activeElement === document.body
        if (isFree && origin instanceof HTMLElement && origin.isConnected) origin.focus({ preventScroll: true })
      })
    },
    [origin],
  )
}
