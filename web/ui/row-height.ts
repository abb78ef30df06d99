/** Comfortable or compact rows, kept in the browser and set as an attribute that the stylesheet reads. */
import { useSyncExternalStore } from 'react'
import { recall, remember } from './remembered.ts'

export type RowHeight = 'comfortable' | 'compact'
const isRowHeight = (value: unknown): value is RowHeight => value === 'comfortable' || value === 'compact'
const watchers = new Set<() => void>()
let current: RowHeight = 'comfortable'

export function startRowHeight(): void {
  current = recall('rows', isRowHeight) ?? 'comfortable'
  document.documentElement.dataset.rows = current
}

export function changeRowHeight(height: RowHeight): void {
  current = height
  document.documentElement.dataset.rows = height
  remember('rows', height)
  for (const watcher of watchers) watcher()
}

const watch = (watcher: () => void) => {
  watchers.add(watcher)
  return () => void watchers.delete(watcher)
}

export const useRowHeight = (): RowHeight => useSyncExternalStore(watch, () => current)
export const rowPixels = (height: RowHeight): number => (height === 'compact' ? 32 : 44)
