/** The lines behind the figures; each opens its order. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { type ExceptionLine, type ExceptionLines, FOUND_BY } from '../../../../contract/exceptions.ts'
import { useAddress } from '../../../ui/address.ts'
import { ChoiceFilter, FilterBar } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { addressOf, call, type Query } from '../../../ui/http.ts'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { RecordTable } from '../../../ui/record-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useTheseRows } from '../../lib/every-row.ts'
import { EMPTY } from './empty-member.ts'
import { useMemberName } from './member-name.ts'

const PAGE = 100

export function ExceptionLinesPanel({ query }: { query: Query & { by: 'cause' | 'carrier' | 'customer' | 'week' } }) {
  const { t } = useTranslation(['exceptions', 'rights'])
  const formats = useFormats()
  const go = useNavigate()
  const [{ member, found_by }] = useAddress()
  const nameOf = useMemberName(query.by)
  const causeOf = useMemberName('cause')
  const asked = { ...query, member: member === EMPTY ? undefined : member, found_by }
  const pages = useInfiniteQuery({
    queryKey: ['exceptions', 'lines', asked, member],
    queryFn: ({ pageParam, signal }) => {
      const address = addressOf('/api/v1/exceptions/lines', { ...asked, limit: PAGE, offset: pageParam })
      return call<ExceptionLines>(member === EMPTY ? `${address}&member=` : address, { signal })
    },
    initialPageParam: 0,
    getNextPageParam: (page, all) => {
      const seen = all.reduce((sum, one) => sum + one.lines.length, 0)
      return seen < page.total ? seen : undefined
    },
    placeholderData: keepPreviousData,
  })
  const rows = pages.data?.pages.flatMap((page) => page.lines) ?? []
  const everyRow = useTheseRows(rows)
  const chosen = member === undefined ? null : nameOf({ member: member === EMPTY ? '' : member, label: member })
  const cause = (row: ExceptionLine) => row.cause && causeOf({ member: row.cause, label: row.cause })
  return (
    <Surface isFlush title={chosen ? t('linesOf', { name: chosen }) : t('lines')}>
      <div style={{ paddingInline: 16 }}>
        <FilterBar names={['found_by', 'member']}>
          <ChoiceFilter
            name="found_by"
            label={t('foundBy')}
            choices={FOUND_BY.map((value) => ({ value, label: t(value) }))}
            width={260}
          />
        </FilterBar>
      </div>
      {pages.isError && !pages.data ? (
        <ProblemNote error={pages.error} onRetry={() => pages.refetch()} />
      ) : (
        <RecordTable
          label={t('lines')}
          name="exception-lines"
          rows={rows}
          rowKey={(row) => `${row.order_id}/${row.line_number}`}
          total={pages.data?.pages[0]?.total}
          isWaiting={pages.isPending}
          isStale={pages.isPlaceholderData}
          onMore={pages.hasNextPage ? () => void pages.fetchNextPage() : undefined}
          isMoreWaiting={pages.isFetchingNextPage}
          everyRow={everyRow}
          onOpen={(row) => go(addressOf(`/orders/${encodeURIComponent(row.order_id)}`, { line: row.line_number }))}
          columns={[
            { id: 'customer', header: t('whose'), cell: (row) => row.customer_name, isTitle: true },
            { id: 'product', header: t('product'), cell: (row) => row.product_name },
            { id: 'order', header: t('order'), cell: (row) => row.order_id },
            { id: 'due', header: t('due'), cell: (row) => formats.date(row.due), text: (row) => row.due },
            { id: 'cause', header: t('by.cause'), cell: cause },
            { id: 'found', header: t('foundBy'), cell: (row) => t(row.found_by) },
            {
              id: 'seen_at',
              header: t('seenAt'),
              cell: (row) => row.seen_at && formats.instant(row.seen_at),
              text: (row) => row.seen_at,
            },
            {
              id: 'told_at',
              header: t('toldAt'),
              cell: (row) => row.told_at && formats.instant(row.told_at),
              text: (row) => row.told_at,
            },
            {
              id: 'customer_at',
              header: t('customerAt'),
              cell: (row) => row.customer_at && formats.instant(row.customer_at),
              text: (row) => row.customer_at,
            },
            {
              id: 'late',
              header: t('daysLate'),
              cell: (row) => (row.days_late === null ? t('notCome') : formats.number(row.days_late)),
              text: (row) => row.days_late,
              isNumber: true,
              isHiddenAtFirst: true,
            },
          ]}
          empty={
            <Empty isSuccess title={t('empty')}>
              {t('emptyNote')}
            </Empty>
          }
        />
      )}
    </Surface>
  )
}
