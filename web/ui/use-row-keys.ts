/** Keys of a list: j/k or the arrows move from row to row, Home and End to its ends, Enter opens. One row is a tab stop. */
import { useHotkeys } from '@mantine/hooks'
import { type KeyboardEvent, type RefObject, useRef, useState } from 'react'

type List = {
  list: RefObject<HTMLElement | null>
  count: number
  scrollTo: (index: number) => void
  onOpen: (index: number) => void
}
export type RowKeys = {
  current: number
  setCurrent: (index: number) => void
  onKeyDown: (event: KeyboardEvent) => void
}

/** How long the focus waits for its row. */
const FRAMES = 30

export function useRowKeys({ list, count, scrollTo, onOpen }: List): RowKeys {
  const [chosen, setCurrent] = useState(0)
  // A list that was filtered may have become shorter than where the reader stood.
  const current = Math.min(chosen, Math.max(0, count - 1))
  const target = useRef<number>(undefined)
  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(count - 1, index))
    target.current = next
    setCurrent(next)
    scrollTo(next)
    focusWhenDrawn(next, FRAMES)
  }
  /** A row far away is drawn only some frames after the scroll. */
  const focusWhenDrawn = (index: number, frames: number) =>
    requestAnimationFrame(() => {
      if (target.current !== index) return
      const row = list.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)
      if (!row && frames > 0) focusWhenDrawn(index, frames - 1)
      else {
        target.current = undefined
        row?.focus({ preventScroll: true })
      }
    })
  /** Keys pressed faster than rows are drawn count from where the focus is going. */
  const moveBy = (step: number) => {
    // Whoever stands in a short list of links beside the table walks on there.
    if (document.activeElement?.closest('[data-row]')) return
    const from = target.current ?? (hasRowFocus(list.current) ? current : undefined)
    moveTo(from === undefined ? current : from + step)
  }
  useHotkeys([
    ['j', () => moveBy(1)],
    ['k', () => moveBy(-1)],
  ])
  const onKeyDown = (event: KeyboardEvent) => {
    if (!hasRowFocus(list.current)) return
    const wanted = { ArrowDown: current + 1, ArrowUp: current - 1, Home: 0, End: count - 1 }[event.key]
    if (wanted !== undefined) {
      event.preventDefault()
      moveTo(wanted)
    } else if (event.key === 'Enter' && current < count) onOpen(current)
  }
  return { current, setCurrent, onKeyDown }
}

const hasRowFocus = (list: HTMLElement | null) => {
  const focused = document.activeElement
  return focused instanceof HTMLElement && focused.dataset.index !== undefined && Boolean(list?.contains(focused))
}

/** A press on a link or button inside the row is its own; anywhere else it opens the row. */
export const opensByClick = (event: { target: EventTarget }): boolean =>
  event.target instanceof Element &&
  !event.target.closest('a, button, input, [role="toolbar"]') &&
  !getSelection()?.toString()
