/** What the customer ordered, newest first, with what was promised and how far it has come. */
import { Button, Group, Text } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { z } from 'zod'
import type { OrderList, OrderRow } from '../../../../contract/order-file.ts'
import { useAddress } from '../../../ui/address.ts'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Icon, type IconName } from '../../../ui/icons.tsx'
import { Empty, ProblemNote, RowsWaiting } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useLinkKeys } from '../../../ui/use-link-keys.ts'
import { mayOrder, useSession } from '../../lib/session.ts'
import classes from './orders-screen.module.css'

const STATES = ['open', 'shipped', 'delivered', 'cancelled'] as const
const ICONS: Record<OrderRow['state'], IconName> = {
  open: 'clock',
  shipped: 'truck',
  delivered: 'check',
  cancelled: 'dash',
}

export default function OrdersScreen() {
  const { t } = useTranslation(['orders', 'shell'])
  const [filters] = useAddress()
  const session = useSession()
  const list = useLinkKeys<HTMLUListElement>()
  const asked = { q: filters.q, state: filters.state }
  const pages = useInfiniteQuery({
    queryKey: ['portal-orders', asked],
    queryFn: ({ pageParam, signal }) =>
      call<z.infer<typeof OrderList>>('/api/v1/portal/orders', {
        query: { ...asked, limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <>
      <PageHead
        title={t('title')}
        program={t('shell:program')}
        actions={
          <>
            <Button component={Link} to="/recurring" variant="default" leftSection={<Icon name="clock" size={16} />}>
              {t('recurring')}
            </Button>
            {mayOrder(session) && (
              <Button component={Link} to="/order" leftSection={<Icon name="plus" size={16} />}>
                {t('newOrder')}
              </Button>
            )}
          </>
        }
      />
      <FilterBar names={['q', 'state']}>
        <SearchFilter label={t('search')} />
        <ChoiceFilter
          name="state"
          label={t('stateLabel')}
          choices={STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))}
        />
      </FilterBar>
      {pages.isError && !pages.data ? (
        <ProblemNote error={pages.error} onRetry={() => pages.refetch()} />
      ) : (
        <Surface isFlush>
          {pages.isPending ? (
            <RowsWaiting />
          ) : rows.length === 0 ? (
            <Empty icon="orders" title={t(asked.q || asked.state ? 'nothingFound' : 'empty')}>
              {t(asked.q || asked.state ? 'nothingFoundAdvice' : 'emptyAdvice')}
            </Empty>
          ) : (
            <ul ref={list} className={classes.list} aria-label={t('title')}>
              {rows.map((row) => (
                <OrderItem key={row.order_id} row={row} />
              ))}
            </ul>
          )}
        </Surface>
      )}
      {pages.hasNextPage && (
        <Group justify="center" mt="md">
          <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
            {t('more')}
          </Button>
        </Group>
      )}
    </>
  )
}

function OrderItem({ row }: { row: OrderRow }) {
  const { t } = useTranslation('orders')
  const formats = useFormats()
  return (
    <li>
      <Link to={`/orders/${encodeURIComponent(row.order_id)}`} className={classes.order} data-row>
        <Text fw={650} className={classes.number}>
          {row.order_id}
        </Text>
        <Group gap={6} wrap="nowrap" className={classes.state} data-state={row.state}>
          <Icon name={ICONS[row.state]} size={16} />
          <Text size="sm" fw={600} inherit>
            {t(`state.${row.state}`)}
          </Text>
        </Group>
        <Text size="sm" c="dimmed">
          {[row.ordered_on && t('orderedOn', { day: formats.date(row.ordered_on) }), t('lines', { count: row.lines })]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        {row.promised_to && (
          <Text size="sm" c="dimmed" className={classes.promised}>
            {t('promisedFor', { day: formats.weekday(row.promised_to) })}
          </Text>
        )}
      </Link>
    </li>
  )
}
