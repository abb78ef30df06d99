/** A list of records with search and filters in the address, and the form of one beside it. */
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../../ui/address.ts'
import { FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { Icon } from '../../../ui/icons.tsx'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { type Column, RecordTable } from '../../../ui/record-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useEveryRow } from '../every-row.ts'
import { mayDo, useSession } from '../session.ts'
import { NEW, RecordDrawer } from './record-drawer.tsx'
import { type Entry, entryId, type RecordKind } from './record-kind.ts'
import { useRecordPages } from './use-records.ts'

type Props<T> = {
  kind: RecordKind
  columns: readonly Column<T>[]
  filters?: readonly string[]
  filterInputs?: ReactNode
  /** Where a row leads; without it, its form opens. */
  onOpen?: (row: T) => void
  /** Stands above the head: the tabs of screens that belong together. */
  tabs?: ReactNode
  /** Adds somewhere else than in the form beside the list. */
  onAdd?: () => void
  /** What comes after a record was added. */
  onAdded?: (entry: Entry) => void
  /** Tells what saving the draft of a record would do. */
  review?: (draft: Entry) => ReactNode
  /** What else there is to see of an open record, below its form. */
  below?: (row: T) => ReactNode
}

export function RecordScreen<T extends object>({
  kind,
  columns,
  filters: names = [],
  filterInputs,
  onOpen,
  onAdd,
  onAdded,
  tabs,
  review,
  below,
}: Props<T>) {
  const { t } = useTranslation(['records', 'shell'])
  const session = useSession()
  const [filters, change] = useAddress()
  const asked = Object.fromEntries(['q', ...names].map((name) => [name, filters[name]]))
  const { pages, rows, total, more } = useRecordPages<T>(kind.path, asked)
  const everyRow = useEveryRow<T>(kind.path, asked)
  const mayWrite = mayDo(session, kind.writeRight)
  const isFiltered = Object.values(asked).some(Boolean)
  const add = mayWrite && (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={onAdd ?? (() => change({ open: NEW }))}>
      {t(`${kind.id}.new`)}
    </Button>
  )
  return (
    <>
      {tabs}
      <PageHead
        title={t(`shell:screen.${kind.id}`)}
        program={t('shell:program')}
        lead={t(`${kind.id}.lead`)}
        actions={add}
      />
      <FilterBar names={['q', ...names]}>
        <SearchFilter label={t('search')} />
        {filterInputs}
      </FilterBar>
      {pages.isError && !pages.data ? (
        <ProblemNote error={pages.error} onRetry={() => pages.refetch()} />
      ) : (
        <Surface isFlush>
          <RecordTable
            label={t(`shell:screen.${kind.id}`)}
            name={kind.id}
            columns={columns}
            rows={rows}
            rowKey={(row) => entryId(kind, row as Entry)}
            isWaiting={pages.isPending}
            isStale={pages.isPlaceholderData}
            everyRow={everyRow}
            total={total}
            onMore={more}
            isMoreWaiting={pages.isFetchingNextPage}
            onOpen={onOpen ?? ((row) => change({ open: entryId(kind, row as Entry) }))}
            empty={
              isFiltered ? (
                <Empty icon="search" title={t('nothingFound')}>
                  {t('nothingFoundAdvice')}
                </Empty>
              ) : (
                <Empty icon={kind.icon} title={t(`${kind.id}.empty`)} action={add}>
                  {kind.emptyAdvice ? t(kind.emptyAdvice) : mayWrite && t('emptyAdvice')}
                </Empty>
              )
            }
          />
        </Surface>
      )}
      <RecordDrawer
        kind={kind}
        open={filters.open}
        after={filters.after}
        onClose={() => change({ open: undefined, after: undefined })}
        onSaved={filters.open === NEW ? onAdded : undefined}
        onNext={kind.next && (() => change({ open: NEW, after: filters.open }))}
        isReadOnly={!mayWrite}
        review={review}
        below={below && ((entry) => below(entry as T))}
      />
    </>
  )
}
