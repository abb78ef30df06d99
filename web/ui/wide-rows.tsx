/** The rows of a list as a table with a head that stays; only those in sight are drawn. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect } from 'react'
import { Icon } from './icons.tsx'
import { type Column, isNothing, type RowsProps, type Sort } from './record-column.ts'
import classes from './record-table.module.css'
import { rowPixels, useRowHeight } from './row-height.ts'
import { useFitting } from './use-fitting.ts'
import { opensByClick, useRowKeys } from './use-row-keys.ts'

const NOTHING = <span className={classes.nothing}>–</span>

/** The next page is asked for while this many rows are still ahead, so that a steady scroll never meets the end. */
const AHEAD = 60

const nothingKept = () => false

export function WideRows<T>({ height, onMore, isMoreWaiting, isKept = nothingKept, ...props }: RowsProps<T>) {
  const { rows, rowKey, onOpen, columns } = props
  const { box: scroller, fitting, isCut } = useFitting(columns, isKept, rows)
  const pixels = rowPixels(useRowHeight())
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => pixels,
    getItemKey: (index) => rowKey(rows[index] as T),
    overscan: 12,
    // The head stays in place and must not cover the row that the keys lead to.
    scrollPaddingStart: 40,
  })
  const shown = virtual.getVirtualItems()
  const lastShown = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (onMore && !isMoreWaiting && lastShown >= rows.length - AHEAD) onMore()
  }, [onMore, isMoreWaiting, lastShown, rows.length])
  const keys = useRowKeys({
    list: scroller,
    count: rows.length,
    scrollTo: virtual.scrollToIndex,
    onOpen: (index) => onOpen?.(rows[index] as T),
  })
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys are heard here for the rows inside, which hold the focus.
    <div
      ref={scroller}
      className={classes.scroller}
      data-cut={isCut || undefined}
      style={{ maxHeight: height ?? 'max(320px, calc(100dvh - 250px))' }}
      onKeyDown={keys.onKeyDown}
    >
      <RowTable
        {...props}
        columns={fitting}
        before={shown[0]?.start ?? 0}
        after={virtual.getTotalSize() - (shown.at(-1)?.end ?? 0)}
        shown={shown.map((entry) => entry.index)}
        current={keys.current}
        measure={fitting.some(({ isWrapped }) => isWrapped) ? virtual.measureElement : undefined}
        setCurrent={keys.setCurrent}
      />
    </div>
  )
}

type TableProps<T> = RowsProps<T> & {
  before: number
  after: number
  shown: readonly number[]
  current: number
  setCurrent: (index: number) => void
  /** Rows that may be higher than others are measured. */
  measure: ((row: HTMLElement | null) => void) | undefined
}

function RowTable<T>({
  label,
  columns,
  rows,
  rowKey,
  sort,
  onSort,
  total,
  before,
  after,
  shown,
  ...row
}: TableProps<T>) {
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
        {shown.map((index) => (
          <TableRow key={rowKey(rows[index] as T)} {...row} index={index} row={rows[index] as T} columns={columns} />
        ))}
        {after > 0 && <Gap height={after} columns={columns.length} />}
      </tbody>
    </table>
  )
}

type RowProps<T> = {
  row: T
  index: number
  columns: readonly Column<T>[]
  current: number
  setCurrent: (index: number) => void
  measure: ((row: HTMLElement | null) => void) | undefined
  onOpen?: ((row: T) => void) | undefined
}

function TableRow<T>({ row, index, columns, current, setCurrent, measure, onOpen }: RowProps<T>) {
  return (
    <tr
      ref={measure}
      data-index={index}
      data-opens={onOpen ? true : undefined}
      aria-rowindex={index + 2}
      tabIndex={index === current ? 0 : -1}
      onFocus={() => setCurrent(index)}
      onClick={(event) => opensByClick(event) && onOpen?.(row)}
    >
      {columns.map((column) => {
        const cell = column.cell(row)
        const shown = isNothing(cell) ? (column.isAction ? null : NOTHING) : cell
        return column.isTitle ? (
          <th key={column.id} scope="row" data-wrapped={column.isWrapped || undefined}>
            {shown}
          </th>
        ) : (
          <td key={column.id} data-number={column.isNumber || undefined} data-wrapped={column.isWrapped || undefined}>
            {shown}
          </td>
        )
      })}
    </tr>
  )
}

const Gap = ({ height, columns }: { height: number; columns: number }) => (
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: an empty row that only holds the height of the rows out of sight; it takes no focus.
  <tr aria-hidden="true" style={{ height }}>
    <td colSpan={columns} style={{ padding: 0, border: 0 }} />
  </tr>
)

type HeadProps<T> = { column: Column<T>; sort: Sort | undefined; onSort: ((sort: Sort) => void) | undefined }

function HeadCell<T>({ column, sort, onSort }: HeadProps<T>) {
  const isSorted = sort?.by === column.id
  const order = isSorted ? (sort.isDescending ? 'descending' : 'ascending') : undefined
  if (!column.isSortable || !onSort)
    return (
      <th scope="col" data-number={column.isNumber || undefined}>
        {column.isAction ? <span className="sf-hidden">{column.header}</span> : column.header}
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
