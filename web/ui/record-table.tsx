/**
 * A long list as a real table: only the rows in sight are drawn, the head stays, sorting and paging are the server's,
 * j/k or the arrows move, Enter opens, the choice of columns is remembered, and every row can be taken away as a file.
 * On a phone each row becomes a card.
 */
import { Box, Group, Loader, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CardRows } from './card-rows.tsx'
import { ColumnChoice, useChosenColumns } from './column-choice.tsx'
import { DownloadRows, type EveryRow } from './download-rows.tsx'
import { RowsWaiting } from './notices.tsx'
import type { RowsProps } from './record-column.ts'
import classes from './record-table.module.css'
import { WideRows } from './wide-rows.tsx'

export type { Column, Sort } from './record-column.ts'

type Props<T> = RowsProps<T> & {
  /** Under this name the choice of columns is remembered, and a downloaded file is called so. */
  name: string
  isWaiting?: boolean
  /** Other rows have been asked for; these are still the ones of before. */
  isStale?: boolean
  isTotalAtLeast?: boolean
  /** All rows of the list, page by page, for a file; absent where the reader may not take them away. */
  everyRow?: EveryRow<T> | undefined
  empty: ReactNode
}

export function RecordTable<T>({ name, isWaiting, isStale, isTotalAtLeast, everyRow, empty, ...list }: Props<T>) {
  const { columns, rows, total, isMoreWaiting } = list
  const { t } = useTranslation('ui')
  const [chosen, turnColumn, isKept] = useChosenColumns(name, columns)
  const isPhone = useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false })
  const shown = columns.filter((column) => chosen.includes(column.id))
  const Rows = isPhone ? CardRows : WideRows
  return (
    <Box aria-busy={isStale || undefined}>
      <Group justify="space-between" gap="xs" px="md" py={8} className={classes.bar}>
        <Text size="sm" c="dimmed" role="status" aria-live="polite">
          {isWaiting
            ? t('loading')
            : t(isTotalAtLeast ? 'table.rowsAtLeast' : 'table.rows', { count: total ?? rows.length })}
        </Text>
        <Group gap={4}>
          {!isPhone && <ColumnChoice columns={columns} chosen={chosen} onTurn={turnColumn} />}
          {everyRow && rows.length > 0 && (
            <DownloadRows name={name} columns={shown.filter((column) => !column.isAction)} everyRow={everyRow} />
          )}
        </Group>
      </Group>
      {isWaiting ? (
        <RowsWaiting rows={8} />
      ) : rows.length === 0 ? (
        empty
      ) : (
        <Rows {...list} columns={shown} isKept={isKept} />
      )}
      {isMoreWaiting && (
        <Group justify="center" p="xs">
          <Loader size="xs" />
        </Group>
      )}
    </Box>
  )
}
