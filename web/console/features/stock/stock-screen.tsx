/** What is there, promised and expected: one row a product and site. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { PoolRow } from '../../../../contract/stock-views.ts'
import { useAddress } from '../../../ui/address.ts'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useUnit } from '../../../ui/format/use-unit.ts'
import { call } from '../../../ui/http.ts'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { type Column, RecordTable } from '../../../ui/record-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useEveryRow } from '../../lib/every-row.ts'
import { LookupFilter } from '../../lib/records/lookup-filter.tsx'

type Page = { rows: PoolRow[]; total: number | null; nextCursor: string | null }
const FILTERS = ['q', 'only', 'location_id'] as const

const ONLY = ['short', 'in_stock', 'empty', 'expected', 'not_released'] as const

export default function StockScreen() {
  const { t } = useTranslation(['stock', 'shell', 'records', 'field'])
  const go = useNavigate()
  const [filters] = useAddress()
  const asked = Object.fromEntries(FILTERS.map((name) => [name, filters[name]]))
  const isFiltered = FILTERS.some((name) => filters[name])
  const everyRow = useEveryRow<PoolRow>('/stock', asked)
  const pages = useInfiniteQuery({
    queryKey: ['stock', asked],
    queryFn: ({ pageParam, signal }) =>
      call<Page>('/api/v1/stock', { query: { ...asked, limit: 200, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
  const columns = useColumns()
  const total = pages.data?.pages[0]?.total ?? undefined
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <>
      <PageHead title={t('shell:screen.stock')} program={t('shell:program')} lead={t('lead')} />
      <FilterBar names={FILTERS}>
        <SearchFilter label={t('records:search')} />
        <ChoiceFilter
          name="only"
          label={t('only.label')}
          choices={ONLY.map((value) => ({ value, label: t(`only.${value}`) }))}
        />
        <LookupFilter
          name="location_id"
          label={t('field:site_id')}
          from={{ path: '/locations', key: 'location_id', filter: { kind: 'own_site' } }}
        />
      </FilterBar>
      {pages.isError ? (
        <ProblemNote error={pages.error} onRetry={() => pages.refetch()} />
      ) : (
        <Surface isFlush>
          <RecordTable
            label={t('shell:screen.stock')}
            name="stock"
            rows={rows}
            rowKey={(row) => `${row.product_id} ${row.location_id}`}
            isWaiting={pages.isPending}
            total={total}
            isTotalAtLeast={pages.hasNextPage && total === undefined}
            everyRow={everyRow}
            onMore={pages.hasNextPage ? () => void pages.fetchNextPage() : undefined}
            isMoreWaiting={pages.isFetchingNextPage}
            columns={columns}
            onOpen={(row) => go(`/stock/${encodeURIComponent(row.product_id)}/${encodeURIComponent(row.location_id)}`)}
            empty={
              <Empty icon={isFiltered ? 'search' : 'products'} title={t(isFiltered ? 'records:nothingFound' : 'empty')}>
                {t(isFiltered ? 'records:nothingFoundAdvice' : 'emptyAdvice')}
              </Empty>
            }
          />
        </Surface>
      )}
    </>
  )
}

function useColumns(): Column<PoolRow>[] {
  const { t } = useTranslation(['stock', 'field'])
  const unitName = useUnit()
  const formats = useFormats()
  const amount = (id: keyof PoolRow & string, header: string, isHiddenAtFirst = false): Column<PoolRow> => ({
    id,
    header,
    isNumber: true,
    isHiddenAtFirst,
    cell: (row) => formats.number(Number(row[id]), { min: 0, max: 3 }),
    text: (row) => Number(row[id]),
  })
  return [
    {
      id: 'product',
      header: t('field:product'),
      cell: (row) => `${row.product_name} · ${row.product_id}`,
      text: (row) => row.product_id,
      isTitle: true,
    },
    { id: 'site', header: t('field:site_id'), cell: (row) => row.location_name, text: (row) => row.location_id },
    amount('on_hand', t('onHand')),
    amount('reserved', t('reserved')),
    amount('available', t('available')),
    amount('short', t('short')),
    amount('in_transit', t('inTransit')),
    amount('on_order', t('onOrder')),
    amount('quarantine', t('quarantine'), true),
    amount('blocked', t('blocked'), true),
    amount('damaged', t('damaged'), true),
    { id: 'unit', header: t('field:unit'), cell: (row) => unitName(row.unit), text: (row) => row.unit },
    {
      id: 'next',
      header: t('nextSupply'),
      cell: (row) => row.next_supply_on && formats.date(row.next_supply_on),
      text: (row) => row.next_supply_on,
    },
  ]
}
