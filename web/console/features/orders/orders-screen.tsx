/** All orders, newest first; paged by the server, so that the list is as quick with a million rows as with ten. */
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { OrderRow } from '../../../../contract/order-file.ts'
import { useAddress } from '../../../ui/address.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { type Column, RecordTable } from '../../../ui/record-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useEveryRow } from '../../lib/every-row.ts'
import { ImportLink } from '../../lib/import-link.tsx'
import { OrderStateMark } from './order-state.tsx'
import { OrdersFilters } from './orders-filters.tsx'
import { askedOf, sortFrom, useOrders } from './use-orders.ts'

export default function OrdersScreen() {
  const { t } = useTranslation(['orders', 'shell', 'records'])
  const go = useNavigate()
  const [filters, change] = useAddress()
  const asked = askedOf(filters)
  const { pages, rows, total } = useOrders(asked)
  const everyRow = useEveryRow<OrderRow>('/orders', asked)
  const columns = useColumns()
  return (
    <>
      <PageHead title={t('shell:screen.orders')} program={t('shell:program')} lead={t('lead')} />
      <OrdersFilters />
      {pages.isError && !pages.data ? (
        <ProblemNote error={pages.error} onRetry={() => pages.refetch()} />
      ) : (
        <Surface isFlush>
          <RecordTable<OrderRow>
            label={t('shell:screen.orders')}
            name="orders"
            rows={rows}
            rowKey={(row) => row.order_id}
            isWaiting={pages.isPending}
            isStale={pages.isPlaceholderData}
            everyRow={everyRow}
            total={total}
            isTotalAtLeast={pages.hasNextPage && total === undefined}
            onMore={pages.hasNextPage ? () => void pages.fetchNextPage() : undefined}
            isMoreWaiting={pages.isFetchingNextPage}
            sort={sortFrom(filters)}
            onSort={({ by, isDescending }) => change({ sort: by, direction: isDescending ? 'desc' : 'asc' })}
            onOpen={(row) => go(`/orders/${encodeURIComponent(row.order_id)}`)}
            columns={columns}
            empty={<NoOrders isFiltered={Object.values(asked).some(Boolean)} />}
          />
        </Surface>
      )}
    </>
  )
}

function NoOrders({ isFiltered }: { isFiltered: boolean }) {
  const { t } = useTranslation(['orders', 'records'])
  return isFiltered ? (
    <Empty icon="search" title={t('records:nothingFound')}>
      {t('records:nothingFoundAdvice')}
    </Empty>
  ) : (
    <Empty icon="orders" title={t('empty')} action={<ImportLink />}>
      {t('emptyAdvice')}
    </Empty>
  )
}

function useColumns(): Column<OrderRow>[] {
  const { t } = useTranslation(['orders', 'field'])
  const formats = useFormats()
  const day = (value: string | null) => value && formats.date(value)
  return [
    { id: 'order_id', header: t('field:order_id'), cell: (row) => row.order_id, isTitle: true, isSortable: true },
    { id: 'customer', header: t('customer'), cell: (row) => row.customer_name },
    { id: 'customer_id', header: t('field:customer_id'), cell: (row) => row.customer_id, isHiddenAtFirst: true },
    {
      id: 'ordered_on',
      header: t('field:ordered_at'),
      cell: (row) => day(row.ordered_on),
      text: (row) => row.ordered_on,
      isSortable: true,
    },
    {
      id: 'promised',
      header: t('promised'),
      cell: (row) => day(row.promised_to),
      text: (row) => row.promised_to,
    },
    {
      id: 'state',
      header: t('stateLabel'),
      cell: (row) => <OrderStateMark state={row.state} />,
      text: (row) => t(`state.${row.state}`),
    },
    {
      id: 'lines',
      header: t('lines'),
      cell: (row) => formats.number(row.lines),
      text: (row) => row.lines,
      isNumber: true,
    },
    { id: 'site', header: t('field:site_id'), cell: (row) => row.site_id, isHiddenAtFirst: true },
  ]
}
