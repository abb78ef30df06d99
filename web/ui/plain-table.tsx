/** A short table that is read, not worked: every row drawn, and rows turned to labelled blocks on a phone. */
import { Table } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { isNothing } from './record-column.ts'
import classes from './record-table.module.css'

export type PlainColumn<T> = {
  id: string
  header: ReactNode
  cell: (row: T) => ReactNode
  isNumber?: boolean
  isTitle?: boolean
}
type Props<T> = { label: string; columns: readonly PlainColumn<T>[]; rows: readonly T[]; rowKey: (row: T) => string }

export function PlainTable<T>({ label, columns, rows, rowKey }: Props<T>) {
  const isPhone = useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false })
  if (isPhone) return <PhoneBlocks label={label} columns={columns} rows={rows} rowKey={rowKey} />
  return (
    <Table aria-label={label} verticalSpacing={8} horizontalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          {columns.map((column) => (
            <Table.Th key={column.id} scope="col" ta={column.isNumber ? 'end' : 'start'} c="dimmed" fz="sm" fw={600}>
              {column.header}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={rowKey(row)}>
            {columns.map((column) =>
              column.isTitle ? (
                <Table.Th key={column.id} scope="row" fw={600}>
                  {column.cell(row)}
                </Table.Th>
              ) : (
                <Table.Td
                  key={column.id}
                  ta={column.isNumber ? 'end' : 'start'}
                  style={column.isNumber ? { whiteSpace: 'nowrap' } : undefined}
                >
                  {isNothing(column.cell(row)) ? '–' : column.cell(row)}
                </Table.Td>
              ),
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function PhoneBlocks<T>({ label, columns, rows, rowKey }: Props<T>) {
  const title = columns.find((column) => column.isTitle)
  return (
    <ul className={classes.cards} aria-label={label}>
      {rows.map((row) => (
        <li key={rowKey(row)} className={classes.card} style={{ paddingInline: 0 }}>
          <b>{title?.cell(row)}</b>
          <dl className={classes.facts}>
            {columns
              .filter((column) => column !== title)
              .map((column) => ({ column, shown: column.cell(row) }))
              .filter(({ shown }) => !isNothing(shown))
              .map(({ column, shown }) => (
                <div key={column.id}>
                  <dt>{column.header}</dt>
                  <dd>{shown}</dd>
                </div>
              ))}
          </dl>
        </li>
      ))}
    </ul>
  )
}
