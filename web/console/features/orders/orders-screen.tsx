/** All orders, newest first; paged by the server, so that the list is as quick with a million rows as with ten. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { z } from 'zod'
import type { OrderList, OrderRow } from '../../../../contract/order-file.ts'
import { useAddress } from '../../../ui/address.ts'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { RecordTable } from '../../../ui/record-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { Lookup } from '../../lib/records/lookup.tsx'
import { OrderStateMark } from './order-state.tsx'

type Page = z.infer<typeof OrderList>
const STATES = ['open', 'shipped', 'delivered', 'cancelled'] as const
const FILTERS = ['q', 'customer_id', 'segment_id', 'site_id', 'state', 'ordered_from', 'ordered_to'] as const

export default function OrdersScreen() {
  const { t } = useTranslation(['orders', 'shell', 'field', 'records'])
  const formats = useFormats()
  const go = useNavigate()
  const [filters, change] = useAddress()
  const asked = Object.fromEntries(FILTERS.map((name) => [name, filters[name]]))
  const pages = useInfiniteQuery({
    queryKey: ['orders', asked],
    queryFn: ({ pageParam, signal }) =>
      call<Page>('/api/v1/orders', { query: { ...asked, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
  const isFiltered = Object.values(asked).some(Boolean)
  return (
    <>
      <PageHead title={t('shell:screen.orders')} program={t('shell:program')} />
      <FilterBar names={FILTERS}>
        <SearchFilter label={t('search')} />
        <ChoiceFilter
          name="state"
          label={t('stateLabel')}
          choices={STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))}
        />
        <Lookup
          label={t('field:segment_id')}
          isLabelHidden
          from={{ path: '/segments', key: 'segment_id' }}
          value={filters.segment_id ?? null}
          onChange={(segment) => change({ segment_id: segment ?? undefined })}
          width={200}
        />
        <Lookup
          label={t('customer')}
          isLabelHidden
          from={{ path: '/customers', key: 'customer_id' }}
          value={filters.customer_id ?? null}
          onChange={(customer) => change({ customer_id: customer ?? undefined })}
          width={220}
        />
      </FilterBar>
      {pages.isError && !pages.data ? (
        <ProblemNote error={pages.error} onRetry={() => pages.refetch()} />
      ) : (
        <Surface isFlush>
          <RecordTable<OrderRow>
            label={t('shell:screen.orders')}
            name="orders"
            rows={pages.data?.pages.flatMap((page) => page.rows) ?? []}
            rowKey={(row) => row.order_id}
            isWaiting={pages.isPending}
            isTotalAtLeast={pages.hasNextPage}
            onMore={pages.hasNextPage ? () => void pages.fetchNextPage() : undefined}
            isMoreWaiting={pages.isFetchingNextPage}
            onOpen={(row) => go(`/orders/${encodeURIComponent(row.order_id)}`)}
            columns={[
              { id: 'order_id', header: t('field:order_id'), cell: (row) => row.order_id, isTitle: true },
              { id: 'customer', header: t('customer'), cell: (row) => row.customer_name },
              {
                id: 'ordered',
                header: t('field:ordered_at'),
                cell: (row) => row.ordered_on && formats.date(row.ordered_on),
              },
              {
                id: 'promised',
                header: t('promised'),
                cell: (row) => row.promised_to && formats.date(row.promised_to),
              },
              { id: 'state', header: t('stateLabel'), cell: (row) => <OrderStateMark state={row.state} /> },
              { id: 'lines', header: t('lines'), cell: (row) => formats.number(row.lines), isNumber: true },
              { id: 'site', header: t('field:site_id'), cell: (row) => row.site_id, isHiddenAtFirst: true },
            ]}
            empty={
              isFiltered ? (
                <Empty icon="search" title={t('records:nothingFound')}>
                  {t('records:nothingFoundAdvice')}
                </Empty>
              ) : (
                <Empty icon="orders" title={t('empty')}>
                  {t('emptyAdvice')}
                </Empty>
              )
            }
          />
        </Surface>
      )}
    </>
  )
}
