/** The rows of a list on a phone: a card each, a page at a time, so that what stands below the list can be reached. */
import { Button, Text } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Column, isNothing, type RowsProps } from './record-column.ts'
import classes from './record-table.module.css'
import { opensByClick, useRowKeys } from './use-row-keys.ts'

const PAGE = 20

export function CardRows<T>({ label, columns, rows, rowKey, onOpen, onMore, isMoreWaiting, total }: RowsProps<T>) {
  const { t } = useTranslation('ui')
  const list = useRef<HTMLUListElement>(null)
  const [limit, setLimit] = useState(PAGE)
  const shown = rows.slice(0, limit)
  const keys = useRowKeys({
    list,
    count: shown.length,
    scrollTo: (index) => list.current?.querySelector(`[data-index="${index}"]`)?.scrollIntoView({ block: 'nearest' }),
    onOpen: (index) => onOpen?.(rows[index] as T),
  })
  const left = Math.max(total ?? 0, rows.length) - shown.length
  const more = () => {
    setLimit(limit + PAGE)
    if (onMore && rows.length < limit + 2 * PAGE) onMore()
  }
  return (
    <>
      <ul ref={list} className={classes.cards} aria-label={label} onKeyDown={keys.onKeyDown}>
        {shown.map((row, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: Enter is heard by the list around it.
          <li
            key={rowKey(row)}
            data-index={index}
            className={classes.card}
            tabIndex={index === keys.current ? 0 : -1}
            onFocus={() => keys.setCurrent(index)}
            onClick={(event) => opensByClick(event) && onOpen?.(row)}
          >
            <Card row={row} columns={columns} />
          </li>
        ))}
      </ul>
      {(rows.length > shown.length || (onMore && left > 0)) && (
        <div className={classes.more}>
          <Button variant="default" fullWidth loading={isMoreWaiting} onClick={more}>
            {t('table.more', { count: left })}
          </Button>
        </div>
      )}
    </>
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
