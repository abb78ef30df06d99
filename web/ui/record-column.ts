/** One column of a list: what the screen shows of a row, and what a file says of it. */
import type { ReactNode } from 'react'

export type Column<T> = {
  id: string
  header: string
  cell: (row: T) => ReactNode
  /** For a downloaded file, where the cell is a picture or is written for the eye: plain days, numbers and words. */
  text?: (row: T) => string | number | null | undefined
  isNumber?: boolean
  /** A sentence: it goes on in the next line instead of being cut. */
  isWrapped?: boolean
  width?: number | string
  /** The server can sort by this column; its id is the sort key. */
  isSortable?: boolean
  /** Always shown, and the headline of the card on a phone. */
  isTitle?: boolean
  isHiddenAtFirst?: boolean
  /** Holds what can be done with the row: always shown, its header only heard, no part of a file. */
  isAction?: boolean
}
export type Sort = { by: string; isDescending: boolean }

/** What both shapes of a list are given: wide rows, and cards on a phone. */
export type RowsProps<T> = {
  label: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  rowKey: (row: T) => string
  onMore?: (() => void) | undefined
  isMoreWaiting?: boolean
  total?: number | undefined
  sort?: Sort | undefined
  onSort?: ((sort: Sort) => void) | undefined
  onOpen?: ((row: T) => void) | undefined
  height?: string
  /** The reader has asked for this column: it is not given up where room is short. */
  isKept?: (id: string) => boolean
}

/** Nothing to show: a dash in a table, left out of a card. */
export const isNothing = (shown: ReactNode): boolean =>
  shown === null || shown === undefined || shown === false || shown === ''
