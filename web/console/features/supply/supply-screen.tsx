/** What is expected: by the day promising counts it, beside the supplier's own word, with the promises that hang on it. */
import { Button, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { ExpectedLine } from '../../../../contract/expected.ts'
import { useAddress } from '../../../ui/address.ts'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { type Column, RecordTable } from '../../../ui/record-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useEveryRow } from '../../lib/every-row.ts'
import { usePlaceName } from '../../lib/place-name.ts'
import { LookupFilter } from '../../lib/records/lookup-filter.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { useLateness } from './use-supply.ts'
import { useWhyCounted } from './why-counted.ts'

const NewSupply = lazy(() => import('./new-supply.tsx').then((module) => ({ default: module.NewSupply })))

type Page = { rows: ExpectedLine[]; total: number | null; nextCursor: string | null }
const FILTERS = ['q', 'only', 'location_id', 'supplier_id'] as const
const PATH = '/stock/expected'

export default function SupplyScreen() {
  const { t } = useTranslation(['supply', 'shell', 'records', 'field'])
  const go = useNavigate()
  const session = useSession()
  const [filters, change] = useAddress()
  const asked = Object.fromEntries(FILTERS.map((name) => [name, filters[name]]))
  const everyRow = useEveryRow<ExpectedLine>(PATH, asked)
  const pages = useInfiniteQuery({
    queryKey: ['supply', asked],
    queryFn: ({ pageParam, signal }) =>
      call<Page>(`/api/v1${PATH}`, { query: { ...asked, limit: 100, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
  const suppliers = useLateness().data?.rows.flatMap((row) => row.supplier_id ?? []) ?? []
  const columns = useColumns()
  const placeName = usePlaceName()
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? []
  const total = pages.data?.pages[0]?.total ?? undefined
  const isFiltered = FILTERS.some((name) => filters[name])
  const announce = mayDo(session, 'supply.write') && (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => change({ open: '+' })}>
      {t('announce')}
    </Button>
  )
  return (
    <>
      <PageHead title={t('shell:screen.supply')} program={t('shell:program')} lead={t('lead')} actions={announce} />
      <FilterBar names={FILTERS}>
        <SearchFilter label={t('search')} />
        <ChoiceFilter
          name="only"
          label={t('only.label')}
          choices={(['today', 'overdue', 'closed'] as const).map((value) => ({ value, label: t(`only.${value}`) }))}
        />
        <LookupFilter
          name="location_id"
          label={t('field:site_id')}
          from={{ path: '/locations', key: 'location_id', filter: { kind: 'own_site' } }}
        />
        <ChoiceFilter
          name="supplier_id"
          label={t('field:supplier_id')}
          choices={suppliers.map((value) => ({ value, label: placeName(value) ?? value }))}
        />
      </FilterBar>
      {pages.isError ? (
        <ProblemNote error={pages.error} onRetry={() => pages.refetch()} />
      ) : (
        <Surface isFlush>
          <RecordTable
            label={t('shell:screen.supply')}
            name="supply"
            rows={rows}
            rowKey={(row) => `${row.supply_id}/${row.line_number}`}
            isWaiting={pages.isPending}
            total={total}
            isTotalAtLeast={pages.hasNextPage && total === undefined}
            everyRow={everyRow}
            onMore={pages.hasNextPage ? () => void pages.fetchNextPage() : undefined}
            isMoreWaiting={pages.isFetchingNextPage}
            columns={columns}
            onOpen={(row) => go(`/supply/${encodeURIComponent(row.supply_id)}`)}
            empty={
              <Empty icon={isFiltered ? 'search' : 'inbox'} title={t(isFiltered ? 'records:nothingFound' : 'empty')}>
                {t(isFiltered ? 'records:nothingFoundAdvice' : 'emptyAdvice')}
              </Empty>
            }
          />
        </Surface>
      )}
      {filters.open === '+' && (
        <Suspense fallback={null}>
          <NewSupply
            onClose={() => change({ open: undefined })}
            onDone={(id) => go(`/supply/${encodeURIComponent(id)}`)}
          />
        </Suspense>
      )}
    </>
  )
}

function useColumns(): Column<ExpectedLine>[] {
  const { t } = useTranslation(['supply', 'field'])
  const formats = useFormats()
  const why = useWhyCounted()
  const placeName = usePlaceName()
  const number = (value: number) => formats.number(value, { min: 0, max: 3 })
  const state = (row: ExpectedLine) => t(row.is_overdue ? 'state.overdue' : `state.${row.closed_cause ?? row.state}`)
  return [
    {
      id: 'product',
      header: t('field:product'),
      isTitle: true,
      cell: (row) => `${row.product_name} · ${row.product_id}`,
      text: (row) => row.product_id,
      width: '22%',
    },
    { id: 'counted', header: t('counted'), cell: (row) => formats.date(row.counted_on), text: (row) => row.counted_on },
    { id: 'due', header: t('due'), cell: (row) => formats.date(row.due_on), text: (row) => row.due_on },
    {
      id: 'why',
      header: t('why.label'),
      cell: (row) => (
        <Text size="xs" c="dimmed" span>
          {why(row)}
        </Text>
      ),
      text: why,
      width: '18%',
    },
    {
      id: 'open',
      header: t('open'),
      isNumber: true,
      cell: (row) => number(row.quantity - row.received),
      text: (row) => row.quantity - row.received,
    },
    {
      id: 'promises',
      header: t('promises'),
      isNumber: true,
      cell: (row) => formats.number(row.promise_count),
      text: (row) => row.promise_count,
    },
    {
      id: 'first',
      header: t('firstNeed'),
      cell: (row) => row.first_need_on && formats.date(row.first_need_on),
      text: (row) => row.first_need_on,
    },
    { id: 'site', header: t('field:site_id'), cell: (row) => row.location_name, text: (row) => row.location_id },
    {
      id: 'supplier',
      header: t('field:supplier_id'),
      cell: (row) => placeName(row.supplier_id ?? row.from_location_id),
      text: (row) => row.supplier_id ?? row.from_location_id,
    },
    { id: 'supply', header: t('field:supply_id'), cell: (row) => `${row.supply_id} / ${row.line_number}` },
    { id: 'state', header: t('field:state'), cell: state, text: state },
    {
      id: 'customers',
      header: t('customers'),
      isNumber: true,
      isHiddenAtFirst: true,
      cell: (row) => formats.number(row.customer_count),
      text: (row) => row.customer_count,
    },
  ]
}
