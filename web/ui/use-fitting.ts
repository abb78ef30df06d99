/**
 * Which columns fit: a table wider than its box gives up its last optional column, and again, until it fits or only what must
 * be shown is left. More room, or other columns, begin anew. What the reader has chosen by hand is kept; then the box scrolls.
 */
import { type RefObject, useLayoutEffect, useState } from 'react'
import type { Column } from './record-column.ts'
import { useWidth } from './use-width.ts'

type Fit<T> = { box: RefObject<HTMLDivElement | null>; fitting: readonly Column<T>[]; isCut: boolean }

/** A bar or a rounding, not a column. */
const TOLERANCE = 2

export function useFitting<T>(
  columns: readonly Column<T>[],
  isKept: (id: string) => boolean,
  content: unknown,
): Fit<T> {
  const [box, width] = useWidth<HTMLDivElement>()
  const of = `${columns.map(({ id }) => id).join(' ')} ${width}`
  const [given, setGiven] = useState<{ of: string; ids: readonly string[] }>({ of, ids: [] })
  const [isCut, setCut] = useState(false)
  const ids = given.of === of ? given.ids : []
  const fitting = columns.filter(({ id }) => !ids.includes(id))
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that came, or a column that went, change what fits.
  useLayoutEffect(() => {
    const element = box.current
    if (!element || width === 0) return
    const isTooWide = element.scrollWidth > element.clientWidth + TOLERANCE
    const next = isTooWide ? lastOptional(fitting, isKept) : undefined
    if (next) setGiven({ of, ids: [...ids, next.id] })
    setCut(isTooWide && !next)
  }, [of, ids.length, content])
  return { box, fitting, isCut }
}

const lastOptional = <T>(columns: readonly Column<T>[], isKept: (id: string) => boolean) =>
  columns.findLast((column) => !column.isTitle && !column.isAction && !isKept(column.id))
