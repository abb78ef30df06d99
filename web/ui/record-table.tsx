/**
 * A long list as a real table: only the rows in sight are drawn, the head stays, sorting and paging are the server's,
 * j/k or the arrows move, Enter opens, the choice of columns is remembered. On a phone each row becomes a card.
 */
import { Box, Button, Group, Loader, Text } from '@mantine/core'
import { useHotkeys, useMediaQuery } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ColumnChoice, useChosenColumns } from './column-choice.tsx'
import { Icon } from './icons.tsx'
import { RowsWaiting } from './notices.tsx'
import classes from './record-table.module.css'
import { rowPixels, useRowHeight } from './row-height.ts'

export type Column<T> = {
  id: string
  header: string
  cell: (row: T) => ReactNode
  isNumber?: boolean
  width?: number | string
  /** The server can sort by this column; its id is the sort key. */
  isSortable?: boolean
  /** Always shown, and the headline of the card on a phone. */
  isTitle?: boolean
  isHiddenAtFirst?: boolean
}
export type Sort = { by: string; isDescending: boolean }

type Props<T> = {
  label: string
  /** Under this name the choice of columns is remembered. */
  name: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  rowKey: (row: T) => string
  isWaiting?: boolean
  total?: number | undefined
  isTotalAtLeast?: boolean
  onMore?: (() => void) | undefined
  isMoreWaiting?: boolean
  sort?: Sort | undefined
  onSort?: (sort: Sort) => void
  onOpen?: (row: T) => void
  exportTo?: string | undefined
  empty: ReactNode
  height?: string
}

export function RecordTable<T>(props: Props<T>) {
  const { columns, rows, isWaiting, empty, name } = props
  const [chosen, turnColumn] = useChosenColumns(name, columns)
  const isPhone = useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false })
  const shown = columns.filter((column) => chosen.includes(column.id))
  return (
    <Box>
      <TableBar
        {...props}
        choice={isPhone ? null : <ColumnChoice columns={columns} chosen={chosen} onTurn={turnColumn} />}
      />
      {isWaiting ? (
        <RowsWaiting rows={8} />
      ) : rows.length === 0 ? (
        empty
      ) : (
        <Rows {...props} columns={shown} isPhone={isPhone} />
      )}
    </Box>
  )
}

function TableBar<T>({ total, isTotalAtLeast, rows, exportTo, isWaiting, choice }: Props<T> & { choice: ReactNode }) {
  const { t } = useTranslation('ui')
  const count = total ?? rows.length
  return (
    <Group justify="space-between" gap="xs" px="md" py={8} className={classes.bar}>
      <Text size="sm" c="dimmed" role="status" aria-live="polite">
        {isWaiting ? t('loading') : t(isTotalAtLeast ? 'table.rowsAtLeast' : 'table.rows', { count })}
      </Text>
      <Group gap={4}>
        {choice}
        {exportTo && (
          <Button
            component="a"
            href={exportTo}
            download
            size="compact-sm"
            variant="subtle"
            leftSection={<Icon name="download" size={15} />}
          >
            {t('table.export')}
          </Button>
        )}
      </Group>
    </Group>
  )
}

function Rows<T>(props: Props<T> & { isPhone: boolean }) {
  const { rows, rowKey, onOpen, onMore, isMoreWaiting, isPhone, columns, height } = props
  const scroller = useRef<HTMLDivElement>(null)
  const pixels = rowPixels(useRowHeight())
  const [current, setCurrent] = useState(0)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (isPhone ? 64 + Math.ceil((columns.length - 1) / 2) * 40 : pixels),
    getItemKey: (index) => rowKey(rows[index] as T),
    overscan: 12,
  })
  const shown = virtual.getVirtualItems()
  const lastShown = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (onMore && !isMoreWaiting && lastShown >= rows.length - 20) onMore()
  }, [onMore, isMoreWaiting, lastShown, rows.length])

  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, index))
    setCurrent(next)
    virtual.scrollToIndex(next)
    // The row may be drawn only after the scroll, so the focus waits for two frames.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus()),
    )
  }
  useHotkeys([
    ['j', () => moveTo(hasRowFocus(scroller.current) ? current + 1 : current)],
    ['k', () => moveTo(hasRowFocus(scroller.current) ? current - 1 : current)],
  ])
  const onKeyDown = (event: KeyboardEvent) => {
    if (!hasRowFocus(scroller.current)) return
    const target = { ArrowDown: current + 1, ArrowUp: current - 1, Home: 0, End: rows.length - 1 }[event.key]
    if (target !== undefined) {
      event.preventDefault()
      moveTo(target)
    } else if (event.key === 'Enter') {
      const row = rows[current]
      if (row !== undefined) onOpen?.(row)
    }
  }
  const before = shown[0]?.start ?? 0
  const after = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0)
  const parts = {
    ...props,
    before,
    after,
    shown: shown.map((entry) => entry.index),
    current,
    setCurrent,
    measure: virtual.measureElement,
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys are heard here for the rows inside, which hold the focus. */}
      <div
        ref={scroller}
        className={classes.scroller}
        style={{ maxHeight: height ?? 'max(320px, calc(100dvh - 250px))' }}
        onKeyDown={onKeyDown}
      >
        {isPhone ? <Cards {...parts} /> : <WideTable {...parts} />}
      </div>
      {isMoreWaiting && (
        <Group justify="center" p="xs">
          <Loader size="xs" />
        </Group>
      )}
    </>
  )
}

const hasRowFocus = (scroller: HTMLElement | null) => {
  const focused = document.activeElement
  return focused instanceof HTMLElement && focused.dataset.index !== undefined && scroller?.contains(focused)
}

type Parts<T> = Props<T> & {
  before: number
  after: number
  shown: readonly number[]
  current: number
  setCurrent: (index: number) => void
  measure: (node: Element | null) => void
}

function WideTable<T>({
  label,
  columns,
  rows,
  rowKey,
  sort,
  onSort,
  onOpen,
  total,
  before,
  after,
  shown,
  current,
  setCurrent,
}: Parts<T>) {
  return (
    <table className={classes.table} aria-label={label} aria-rowcount={(total ?? rows.length) + 1}>
      <colgroup>
        {columns.map((column) => (
          <col key={column.id} style={column.width ? { width: column.width } : undefined} />
        ))}
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          {columns.map((column) => (
            <HeadCell key={column.id} column={column} sort={sort} onSort={onSort} />
          ))}
        </tr>
      </thead>
      <tbody>
        {before > 0 && <Gap height={before} columns={columns.length} />}
        {shown.map((index) => {
          const row = rows[index] as T
          return (
            <tr
              key={rowKey(row)}
              data-index={index}
              data-opens={onOpen ? true : undefined}
              aria-rowindex={index + 2}
              tabIndex={index === current ? 0 : -1}
              onFocus={() => setCurrent(index)}
              onClick={(event) => opensByClick(event) && onOpen?.(row)}
            >
              {columns.map((column) =>
                column.isTitle ? (
                  <th key={column.id} scope="row">
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} data-number={column.isNumber || undefined}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          )
        })}
        {after > 0 && <Gap height={after} columns={columns.length} />}
      </tbody>
    </table>
  )
}

/** A press on a link or button inside the row is its own; anywhere else it opens the row. */
const opensByClick = (event: { target: EventTarget }) =>
  event.target instanceof Element &&
  !event.target.closest('a, button, input, [role="toolbar"]') &&
  !getSelection()?.toString()

const Gap = ({ height, columns }: { height: number; columns: number }) => (
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: an empty row that only holds the height of the rows out of sight; it takes no focus.
  <tr aria-hidden="true" style={{ height }}>
    <td colSpan={columns} style={{ padding: 0, border: 0 }} />
  </tr>
)

function HeadCell<T>({
  column,
  sort,
  onSort,
}: {
  column: Column<T>
  sort: Sort | undefined
  onSort: ((sort: Sort) => void) | undefined
}) {
  const isSorted = sort?.by === column.id
  const order = isSorted ? (sort.isDescending ? 'descending' : 'ascending') : undefined
  if (!column.isSortable || !onSort)
    return (
      <th scope="col" data-number={column.isNumber || undefined}>
        {column.header}
      </th>
    )
  return (
    <th scope="col" data-number={column.isNumber || undefined} aria-sort={order ?? 'none'}>
      <button
        type="button"
        className={classes.sort}
        onClick={() => onSort({ by: column.id, isDescending: isSorted ? !sort.isDescending : false })}
      >
        {column.header}
        <Icon
          name={order === 'descending' ? 'down' : order === 'ascending' ? 'up' : 'sort'}
          size={14}
          style={{ opacity: order ? 1 : 0.45 }}
        />
      </button>
    </th>
  )
}

function Cards<T>({
  label,
  columns,
  rows,
  rowKey,
  onOpen,
  before,
  after,
  shown,
  current,
  setCurrent,
  measure,
}: Parts<T>) {
  const title = columns.find((column) => column.isTitle)
  const facts = columns.filter((column) => !column.isTitle)
  return (
    <ul className={classes.cards} aria-label={label} style={{ paddingTop: before, paddingBottom: after }}>
      {shown.map((index) => {
        const row = rows[index] as T
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: Enter is heard by the list around it.
          <li
            key={rowKey(row)}
            ref={measure}
            data-index={index}
            className={classes.card}
            tabIndex={index === current ? 0 : -1}
            onFocus={() => setCurrent(index)}
            onClick={(event) => opensByClick(event) && onOpen?.(row)}
          >
            <Text fw={600} component="div">
              {title?.cell(row)}
            </Text>
            <dl className={classes.facts}>
              {facts.map((column) => (
                <div key={column.id}>
                  <dt>{column.header}</dt>
                  <dd>{column.cell(row)}</dd>
                </div>
              ))}
            </dl>
          </li>
        )
      })}
    </ul>
  )
}
