/** The table of a list in numbered pages: waiting, failed, empty and filtered away are the same for all of them. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty, ProblemNote } from '../../ui/notices.tsx'
import { type Column, RecordTable } from '../../ui/record-table.tsx'
import { Surface } from '../../ui/surface.tsx'
import type { CountedList } from './counted-list.ts'

type Props<T> = {
  of: CountedList<T>
  /** Names what is remembered of the columns, and the file. */
  name: string
  label: string
  columns: readonly Column<T>[]
  rowKey: (row: T) => string
  onOpen?: (row: T) => void
  isFiltered: boolean
  /** Without filters there is nothing at all. */
  empty: ReactNode
}

export function CountedTable<T>({ of, isFiltered, empty, ...table }: Props<T>) {
  const { t } = useTranslation('records')
  const { pages, rows, total, onMore, everyRow } = of
  if (pages.isError && !pages.data) return <ProblemNote error={pages.error} onRetry={() => pages.refetch()} />
  return (
    <Surface isFlush>
      <RecordTable
        {...table}
        rows={rows}
        isWaiting={pages.isPending}
        isStale={pages.isPlaceholderData}
        total={total}
        onMore={onMore}
        isMoreWaiting={pages.isFetchingNextPage}
        everyRow={everyRow}
        empty={
          isFiltered ? (
            <Empty icon="search" title={t('nothingFound')}>
              {t('nothingFoundAdvice')}
            </Empty>
          ) : (
            empty
          )
        }
      />
    </Surface>
  )
}
