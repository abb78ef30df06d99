/** The rows of a list on a phone: a card each, scrolled with the page, so that the thumb never meets a list inside a page. */
import { Text } from '@mantine/core'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { type Column, isNothing, type RowsProps } from './record-column.ts'
import classes from './record-table.module.css'
import { opensByClick, useRowKeys } from './use-row-keys.ts'

const AHEAD = 20

export function CardRows<T>({ label, columns, rows, rowKey, onOpen, onMore, isMoreWaiting }: RowsProps<T>) {
  const list = useRef<HTMLUListElement>(null)
  const [top, setTop] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what stands above the list changes with its rows.
  useLayoutEffect(() => {
    if (list.current) setTop(list.current.getBoundingClientRect().top + window.scrollY)
  }, [rows.length])
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => 64 + Math.ceil((columns.length - 1) / 2) * 40,
    getItemKey: (index) => rowKey(rows[index] as T),
    overscan: 6,
    scrollPaddingStart: 60,
    scrollMargin: top,
  })
  const shown = virtual.getVirtualItems()
  const lastShown = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (onMore && !isMoreWaiting && lastShown >= rows.length - AHEAD) onMore()
  }, [onMore, isMoreWaiting, lastShown, rows.length])
  const keys = useRowKeys({
    list,
    count: rows.length,
    scrollTo: virtual.scrollToIndex,
    onOpen: (index) => onOpen?.(rows[index] as T),
  })
  const before = (shown[0]?.start ?? top) - top
  const after = virtual.getTotalSize() - ((shown.at(-1)?.end ?? top) - top)
  return (
    <ul
      ref={list}
      className={classes.cards}
      aria-label={label}
      style={{ paddingTop: before, paddingBottom: after }}
      onKeyDown={keys.onKeyDown}
    >
      {shown.map(({ index }) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: Enter is heard by the list around it.
        <li
          key={rowKey(rows[index] as T)}
          ref={virtual.measureElement}
          data-index={index}
          className={classes.card}
          tabIndex={index === keys.current ? 0 : -1}
          onFocus={() => keys.setCurrent(index)}
          onClick={(event) => opensByClick(event) && onOpen?.(rows[index] as T)}
        >
          <Card row={rows[index] as T} columns={columns} />
        </li>
      ))}
    </ul>
  )
}

function Card<T>({ row, columns }: { row: T; columns: readonly Column<T>[] }) {
  const title = columns.find((column) => column.isTitle)
  const facts = columns
    .filter((column) => !column.isTitle)
    .map((column) => ({ column, shown: column.cell(row) }))
    .filter(({ shown }) => !isNothing(shown))
  return (
    <>
      <Text fw={600} component="div">
        {title?.cell(row)}
      </Text>
      <dl className={classes.facts}>
        {facts.map(({ column, shown }) => (
          <div key={column.id}>
            <dt className={column.isAction ? 'sf-hidden' : undefined}>{column.header}</dt>
            <dd>{shown}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
