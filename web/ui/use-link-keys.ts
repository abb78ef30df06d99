/** j and k walk through the rows of a short list, which are links or buttons by themselves; Enter then opens as it always does. */
import { useHotkeys } from '@mantine/hooks'
import { type RefObject, useRef } from 'react'

/** Rows carry `data-row`; several lists under one element are walked through as one. */
export function useLinkKeys<T extends HTMLElement>(): RefObject<T | null> {
  const list = useRef<T>(null)
  const moveBy = (step: number) => {
    const isInside = list.current?.contains(document.activeElement)
    // A table of records on the same page is walked through first; these rows once the focus is among them.
    if (!isInside && document.querySelector('[data-index]')) return
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const at = rows.indexOf(document.activeElement as HTMLElement)
    const next = at === -1 ? (step > 0 ? 0 : rows.length - 1) : at + step
    rows[Math.max(0, Math.min(rows.length - 1, next))]?.focus()
  }
  useHotkeys([
    ['j', () => moveBy(1)],
    ['k', () => moveBy(-1)],
  ])
  return list
}
